// Made from zh-Hans/refusal-rulebook.ts by npm run i18n.
export const refusalRulebook = {
	'refusal.rulebook.accepted': '這個版本已經確認過',
	'refusal.rulebook.text-changed': '頁面上的文本不是這個版本的文本，重新打開後再確認',
	'refusal.rulebook.paper-day': '簽署日期應在 {{from}} 至 {{to}} 之間',
	'refusal.rulebook.code-taken': '編號 {{code}} 已被使用',
	'refusal.rulebook.unreadable': '條款不完整：{{path}}',
	'refusal.rulebook.unchanged': '與 {{code}} 相比沒有任何改動',
	'refusal.rulebook.editor-checks': '改過草稿的人不能審核，須由另一人審核',
	'refusal.rulebook.effective-past': '生效日不能早於今天 {{today}}',
	'refusal.rulebook.effective-taken': '生效日須晚於已發佈版本 {{code}} 的 {{date}}',
	'refusal.rulebook.effective-across': '{{date}} 已有案件發生，生效日須在此之後',
	'refusal.penalty.above-milder': '{{code}} 已經生效，對代理商較輕：最多 {{limit}}，不能定 {{amount}}',
} as const
