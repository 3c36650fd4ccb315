// The fields of the form as the page shows them: what is held, what was written over it, what is wrong with that.

function laid(groups, changes, wrong) {
  return groups.map((group) => ({ ...group, fields: group.fields.map((field) => shownField(field, changes, wrong)) }))
}

function shownField(field, changes, wrong) {
  const changed = field.name in changes
  const value = changed ? changes[field.name] : field.value
  const choices = (field.choices || []).map((one) => ({ ...one, on: Array.isArray(value) && value.includes(one.code) }))
  const at = choices.findIndex((one) => one.code === value)
  return {
    ...field, value: value === null || value === undefined ? '' : value, choices, at,
    names: choices.map((one) => one.words),
    shown: changed && at >= 0 ? choices[at].words : field.words,
    wrong: wrong[field.name] || '',
  }
}

module.exports = { laid }
