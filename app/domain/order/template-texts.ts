import type { WantedCode, Words3 } from './wanted.ts'

export type TemplateText = {
	readonly title: Words3
	readonly matter: readonly Words3[]
	readonly wanted: readonly WantedCode[]
}

/** What an order says by its source; {name} is a fact, and a sentence that lacks one is left out (domain 5.5). */
export const TEXTS_FROM_USERS = {
	HOTLINE: {
		title: {
			'zh-Hans': '客服热线投诉：[{place}]{issue}',
			'zh-Hant': '客服熱線投訴：[{place}]{issue}',
			en: 'Hotline complaint: {issue}[, {place}]',
		},
		matter: [
			{
				'zh-Hans': '客服热线转来用户投诉：{issue}。',
				'zh-Hant': '客服熱線轉來用戶投訴：{issue}。',
				en: 'The hotline passed on a complaint: {issue}.',
			},
			{
				'zh-Hans': '来源单号 {ref}，投诉日期 {on}。',
				'zh-Hant': '來源單號 {ref}，投訴日期 {on}。',
				en: 'Number at the source {ref}, complaint of {on}.',
			},
			{
				'zh-Hans': '涉及网点：{place}。',
				'zh-Hant': '涉及網點：{place}。',
				en: 'Outlet concerned: {place}.',
			},
			{
				'zh-Hans': '核实办理经过，联系用户解释并处理，说明原因，给出不再发生的办法。',
				'zh-Hant': '核實辦理經過，聯繫用戶解釋並處理，說明原因，給出不再發生的辦法。',
				en: 'Find out what happened, contact and settle with the user, say why, and say what keeps it from happening again.',
			},
		],
		wanted: ['user-contact', 'order-trace', 'refund-proof', 'user-confirm'],
	},
	GM_CITY: {
		title: {
			'zh-Hans': '总经理热线：[{place}]{issue}',
			'zh-Hant': '總經理熱線：[{place}]{issue}',
			en: 'General manager’s hotline (city): {issue}[, {place}]',
		},
		matter: [
			{
				'zh-Hans': '市公司总经理热线转办：{issue}。',
				'zh-Hant': '市公司總經理熱線轉辦：{issue}。',
				en: 'Passed on by the city general manager’s hotline: {issue}.',
			},
			{
				'zh-Hans': '来源单号 {ref}，来电日期 {on}。',
				'zh-Hant': '來源單號 {ref}，來電日期 {on}。',
				en: 'Number at the source {ref}, call of {on}.',
			},
			{
				'zh-Hans': '涉及网点：{place}。',
				'zh-Hant': '涉及網點：{place}。',
				en: 'Outlet concerned: {place}.',
			},
			{
				'zh-Hans': '责任部门负责人当日联系用户，查清原委，处理到位后书面回复热线。',
				'zh-Hant': '責任部門負責人當日聯繫用戶，查清原委，處理到位後書面回覆熱線。',
				en: 'The head of the department contacts the user on the day, settles the matter and answers the hotline in writing.',
			},
		],
		wanted: ['user-contact', 'order-trace', 'written-answer', 'user-confirm'],
	},
	GM_PROV: {
		title: {
			'zh-Hans': '省总经理热线：[{place}]{issue}',
			'zh-Hant': '省總經理熱線：[{place}]{issue}',
			en: 'General manager’s hotline (province): {issue}[, {place}]',
		},
		matter: [
			{
				'zh-Hans': '省公司总经理热线转办：{issue}。',
				'zh-Hant': '省公司總經理熱線轉辦：{issue}。',
				en: 'Passed on by the provincial general manager’s hotline: {issue}.',
			},
			{
				'zh-Hans': '来源单号 {ref}，来电日期 {on}。',
				'zh-Hant': '來源單號 {ref}，來電日期 {on}。',
				en: 'Number at the source {ref}, call of {on}.',
			},
			{
				'zh-Hans': '涉及网点：{place}。',
				'zh-Hant': '涉及網點：{place}。',
				en: 'Outlet concerned: {place}.',
			},
			{
				'zh-Hans': '责任部门负责人当日联系用户，查清原委，答复稿经签发人同意后报省公司。',
				'zh-Hant': '責任部門負責人當日聯繫用戶，查清原委，答覆稿經簽發人同意後報省公司。',
				en: 'The head of the department contacts the user on the day; the answer goes to the province after the issuer has agreed.',
			},
		],
		wanted: ['user-contact', 'order-trace', 'written-answer', 'source-receipt', 'user-confirm'],
	},
	SUP_LINE: {
		title: {
			'zh-Hans': '服务监督电话：[{place}]{issue}',
			'zh-Hant': '服務監督電話：[{place}]{issue}',
			en: 'Service supervision line: {issue}[, {place}]',
		},
		matter: [
			{
				'zh-Hans': '服务监督电话收到反映：{issue}。',
				'zh-Hant': '服務監督電話收到反映：{issue}。',
				en: 'The service supervision line was told: {issue}.',
			},
			{
				'zh-Hans': '来源单号 {ref}，来电日期 {on}。',
				'zh-Hant': '來源單號 {ref}，來電日期 {on}。',
				en: 'Number at the source {ref}, call of {on}.',
			},
			{
				'zh-Hans': '涉及网点：{place}。',
				'zh-Hant': '涉及網點：{place}。',
				en: 'Outlet concerned: {place}.',
			},
			{
				'zh-Hans': '核实服务过程，答复来电人，说明对网点和人员的处理。',
				'zh-Hant': '核實服務過程，答覆來電人，說明對網點和人員的處理。',
				en: 'Check how the service went, answer the caller, say what was done with the outlet and the person.',
			},
		],
		wanted: ['user-contact', 'outlet-statement', 'user-confirm'],
	},
	SUPERVISOR: {
		title: {
			'zh-Hans': '社会监督员意见：[{place}]{issue}',
			'zh-Hant': '社會監督員意見：[{place}]{issue}',
			en: 'Opinion of a social supervisor: {issue}[, {place}]',
		},
		matter: [
			{
				'zh-Hans': '社会监督员 {on} 提出意见：{issue}。',
				'zh-Hant': '社會監督員 {on} 提出意見：{issue}。',
				en: 'Opinion of a social supervisor, {on}: {issue}.',
			},
			{
				'zh-Hans': '意见编号 {ref}。',
				'zh-Hant': '意見編號 {ref}。',
				en: 'Number of the opinion {ref}.',
			},
			{
				'zh-Hans': '涉及网点：{place}。',
				'zh-Hant': '涉及網點：{place}。',
				en: 'Outlet concerned: {place}.',
			},
			{
				'zh-Hans': '逐条答复监督员，能改的立即改，不能改的说明理由和时间。',
				'zh-Hant': '逐條答覆監督員，能改的立即改，不能改的說明理由和時間。',
				en: 'Answer point by point; change at once what can be changed, say why and when for the rest.',
			},
		],
		wanted: ['item-answer', 'on-site', 'rule-change'],
	},
	SURVEY: {
		title: {
			'zh-Hans': '满意度问卷：[{place}]{issue}',
			'zh-Hant': '滿意度問卷：[{place}]{issue}',
			en: 'Satisfaction survey: {issue}[, {place}]',
		},
		matter: [
			{
				'zh-Hans': '满意度问卷反映：{issue}。',
				'zh-Hant': '滿意度問卷反映：{issue}。',
				en: 'The satisfaction survey says: {issue}.',
			},
			{
				'zh-Hans': '{place}满意度 {percent}%[，通过线为高于 {goal}%]。',
				'zh-Hant': '{place}滿意度 {percent}%[，通過線為高於 {goal}%]。',
				en: 'Satisfaction of {place} is {percent}%[; it passes above {goal}%].',
			},
			{
				'zh-Hans': '问卷编号 {ref}。',
				'zh-Hant': '問卷編號 {ref}。',
				en: 'Number of the survey {ref}.',
			},
			{
				'zh-Hans': '逐项分析扣分原因，给出改进措施和下期目标。',
				'zh-Hant': '逐項分析扣分原因，給出改進措施和下期目標。',
				en: 'Say why each item lost points, what is changed and the aim for the next survey.',
			},
		],
		wanted: ['item-answer', 'rule-change', 'next-score'],
	},
	INSPECTION: {
		title: {
			'zh-Hans': '巡查发现：[{place}]{issue}',
			'zh-Hant': '巡查發現：[{place}]{issue}',
			en: 'Found on inspection: {issue}[, {place}]',
		},
		matter: [
			{
				'zh-Hans': '巡查发现：{issue}。',
				'zh-Hant': '巡查發現：{issue}。',
				en: 'Found on inspection: {issue}.',
			},
			{
				'zh-Hans': '违规编号 {ref}，发现日期 {on}。',
				'zh-Hant': '違規編號 {ref}，發現日期 {on}。',
				en: 'Violation {ref}, found on {on}.',
			},
			{
				'zh-Hans': '涉及网点：{place}。',
				'zh-Hant': '涉及網點：{place}。',
				en: 'Outlet concerned: {place}.',
			},
			{
				'zh-Hans': '属于公司流程、制度或系统的原因，由责任部门整改，并排查同类网点。',
				'zh-Hant': '屬於公司流程、制度或系統的原因，由責任部門整改，並排查同類網點。',
				en: 'Where the cause lies in a process, a rule or a system of the company, the department changes it and looks at like outlets.',
			},
		],
		wanted: ['on-site', 'like-cases', 'rule-change', 'check-again'],
	},
} as const satisfies Record<string, TemplateText>
