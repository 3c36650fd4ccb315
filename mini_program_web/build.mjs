// Builds the mini-program for a browser: templates, style sheets and scripts of mini_program/, with the runtime, into
// built/. Nothing is fetched, and nothing of the mini-program is changed for it.

import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import esbuild from 'esbuild'
import compiler from 'glass-easel-template-compiler'
import { ofAComponent, ofAPage, ofTheApp } from './styles.mjs'

const HERE = dirname(fileURLToPath(import.meta.url))
const CLIENT = join(HERE, '..', 'mini_program')
const BUILT = join(HERE, 'built')
// A kiosk of five years ago.
const OLDEST_BROWSER = 'chrome80'

const read = (path) => readFileSync(join(CLIENT, path), 'utf8')
const readIfThere = (path) => (existsSync(join(CLIENT, path)) ? read(path) : '')
const prefixOf = (path) => path.split('/').pop()

const app = JSON.parse(read('app.json'))
const components = componentsOf(['app', ...app.pages])
const configs = Object.fromEntries([...app.pages, ...components].map((path) => [path, configOf(path)]))

const fresh = `${BUILT}-${process.pid}`
mkdirSync(fresh, { recursive: true })
await writeScript()
writeFileSync(join(fresh, 'app.css'), styles())
cpSync(join(CLIENT, 'images'), join(fresh, 'images'), { recursive: true })
rmSync(BUILT, { recursive: true, force: true })
renameSync(fresh, BUILT)

function componentsOf(paths, found = new Set()) {
  for (const path of paths) {
    const named = JSON.parse(read(`${path}.json`)).usingComponents || {}
    const fresh = Object.values(named).map((one) => one.slice(1)).filter((one) => !found.has(one))
    fresh.forEach((one) => found.add(one))
    componentsOf(fresh, found)
  }
  return [...found]
}

function configOf(path) {
  const own = JSON.parse(read(`${path}.json`))
  return { ...own, usingComponents: { ...(app.usingComponents || {}), ...(own.usingComponents || {}) } }
}

function templates() {
  const group = new compiler.TmplGroup()
  for (const path of Object.keys(configs)) {
    for (const fault of group.addTmpl(path, read(`${path}.wxml`))) {
      throw new Error(`${path}.wxml: ${fault.message || JSON.stringify(fault)}`)
    }
  }
  const compiled = group.getTmplGenObjectGroups()
  group.free()
  return compiled
}

async function writeScript() {
  const modules = ['app', ...components, ...app.pages].map((path) => (
    `${JSON.stringify(path)}: () => require(${JSON.stringify(join(CLIENT, `${path}.js`))})`
  ))
  const prefixes = Object.fromEntries(components.map((path) => [path, prefixOf(path)]))
  const source = `
    import { start } from './runtime/start.js'
    start({
      app: ${JSON.stringify(app)}, configs: ${JSON.stringify(configs)}, prefixes: ${JSON.stringify(prefixes)},
      templates: ${templates()}, modules: { ${modules.join(', ')} },
    })`
  await esbuild.build({
    stdin: { contents: source, resolveDir: HERE, sourcefile: 'entry.js' },
    outfile: join(fresh, 'app.js'),
    bundle: true, minify: true, format: 'iife', target: OLDEST_BROWSER, charset: 'utf8', logLevel: 'warning',
  })
}

function styles() {
  const sheets = [readFileSync(join(HERE, 'runtime', 'elements.css'), 'utf8'), ofTheApp(read('app.wxss'))]
  sheets.push(...components.map((path) => ofAComponent(readIfThere(`${path}.wxss`), prefixOf(path))))
  sheets.push(...app.pages.map((path) => ofAPage(readIfThere(`${path}.wxss`), path)))
  const whole = sheets.join('\n')
  return esbuild.transformSync(whole, { loader: 'css', minify: true, target: OLDEST_BROWSER, charset: 'utf8' }).code
}
