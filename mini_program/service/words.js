// Words that several pages say: why somebody says no, and a card as one text that can be read aloud.

// The reasons of the counter, under the same marks.
const REASONS = [
  ['D1', '工资低了'], ['D2', '太远了'], ['D3', '要照看老人娃娃'], ['D4', '身体吃不消'], ['D5', '时间不合适，要上夜班'],
  ['D6', '不喜欢这样活'], ['D7', '不懂，有点怕'], ['D8', '没有住处'], ['D9', '想等一下，过完年再说'], ['D10', '已经找到活了'],
  ['D11', '家里不同意'], ['D12', '信不过这家'], ['D13', '别的原因'],
]

// Why somebody leaves, in the words of the desk; who is lost sight of does not say so.
const LEAVES = [
  ['Q1', '合同到期了，活做完了'], ['Q2', '厂里停工、裁人'], ['Q3', '不发工钱、扣工钱'], ['Q4', '工钱比说的少'],
  ['Q5', '太累，身体吃不消'], ['Q6', '做活受了伤'], ['Q7', '要照顾家里的老人、孩子、病人'], ['Q8', '跟人合不来、受欺负'],
  ['Q9', '住的、吃的不行'], ['Q10', '想家，回来了'], ['Q11', '找到更好的活'], ['Q12', '单位不要了'], ['Q13', '去上学、去当兵'],
  ['Q14', '结婚、生孩子'],
]

// Why somebody does not go to a class, in the words of the desk.
const DROPS = [
  ['care', '要带娃、照顾家里人'], ['found_work', '找到活了'], ['too_hard', '听不懂'], ['too_far', '上课的地方太远'],
  ['farm_season', '地里活忙'], ['ill', '生病了'], ['not_content', '觉得教得不好'], ['other', '有别的原因'],
]

/** What a card says, in the order in which somebody asks. */
function spoken(card) {
  const pay = card.pay.words ? `一个月到手大约${money(card)}` : '工钱要先问'
  const missing = (card.missing || []).length ? [`还差：${card.missing.join('；')}`] : []
  return [card.title, card.employer, `在${card.place}`, card.way || card.distance, card.hours, pay, ...(card.why || []), ...missing]
    .filter(Boolean).join('。').replace(/。+/g, '。')
}

const SAID = { want: '想去', think: '想一下', not: '不想去' }

// In the order of the page of one vacancy.
const TABLES = [['工钱', 'pay_lines'], ['活路', 'work_lines'], ['要哪样人', 'demand_lines']]

/** What reaches the hand in a month: the list says bare figures, a proposal "3,900 元/月"; the card says the month itself. */
function money({ pay }) {
  const figures = pay.words.replace(/\s*元\/月$/, '')
  return /^[\d,.\s–-]+$/.test(figures) ? `${figures}元` : pay.words
}

/** A day as people say it: 2026-11-28 is 11月28日, and with a clock 11月28日 09:00. */
function said(at) {
  const found = /^\d+-(\d+)-(\d+)(?:T(\d\d:\d\d))?/.exec(at || '')
  if (!found) return ''
  const [, month, day, clock] = found
  return `${Number(month)}月${Number(day)}日${clock ? ` ${clock}` : ''}`
}

module.exports = { DROPS, LEAVES, REASONS, SAID, TABLES, money, said, spoken }
