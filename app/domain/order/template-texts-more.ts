import type { TemplateText } from './template-texts.ts'

/** What an order says by its source; {name} is a fact, and a sentence that lacks one is left out (domain 5.5). */
export const TEXTS_FROM_OUTSIDE = {
	MEDIA: {
		title: {
			'zh-Hans': '媒体反映：[{place}]{issue}',
			'zh-Hant': '媒體反映：[{place}]{issue}',
			en: 'Media report: {issue}[, {place}]',
		},
		matter: [
			{
				'zh-Hans': '媒体或政风行风热线 {on} 反映：{issue}。',
				'zh-Hant': '媒體或政風行風熱線 {on} 反映：{issue}。',
				en: 'A medium or the public-affairs hotline reported on {on}: {issue}.',
			},
			{
				'zh-Hans': '报道或节目：{ref}。',
				'zh-Hant': '報道或節目：{ref}。',
				en: 'Report or programme: {ref}.',
			},
			{
				'zh-Hans': '涉及网点：{place}。',
				'zh-Hant': '涉及網點：{place}。',
				en: 'Outlet concerned: {place}.',
			},
			{
				'zh-Hans': '当日核实并联系当事用户，回应口径经签发人同意后发出，持续关注后续报道。',
				'zh-Hant': '當日核實並聯系當事用戶，回應口徑經簽發人同意後發出，持續關注後續報道。',
				en: 'Check on the day and contact the user; the reply goes out after the issuer has agreed; watch what follows.',
			},
		],
		wanted: ['user-contact', 'outlet-statement', 'media-answer', 'rule-change'],
	},
	MIIT: {
		title: {
			'zh-Hans': '工信部申诉：[{place}]{issue}',
			'zh-Hant': '工信部申訴：[{place}]{issue}',
			en: 'Appeal to the regulator: {issue}[, {place}]',
		},
		matter: [
			{
				'zh-Hans': '用户向电信用户申诉受理机构申诉：{issue}。',
				'zh-Hant': '用戶向電信用戶申訴受理機構申訴：{issue}。',
				en: 'A user has appealed to the telecom appeals centre: {issue}.',
			},
			{
				'zh-Hans': '申诉编号 {ref}，用户首次投诉日期 {on}。',
				'zh-Hant': '申訴編號 {ref}，用戶首次投訴日期 {on}。',
				en: 'Appeal {ref}; the user first complained on {on}.',
			},
			{
				'zh-Hans': '涉及网点：{place}。',
				'zh-Hant': '涉及網點：{place}。',
				en: 'Outlet concerned: {place}.',
			},
			{
				'zh-Hans': '按《电信用户申诉处理办法》在 15 日内答复用户；核实事实，提交书面答复和证据，与用户协商解决。',
				'zh-Hant': '按《電信用戶申訴處理辦法》在 15 日內答覆用戶；核實事實，提交書面答覆和證據，與用戶協商解決。',
				en: 'Answer the user within 15 days (Measures for handling appeals of telecom users); establish the facts, hand in the written answer with evidence, settle with the user.',
			},
		],
		wanted: ['order-trace', 'system-log', 'user-contact', 'written-answer', 'source-receipt', 'user-confirm'],
	},
	SPAM: {
		title: {
			'zh-Hans': '12321 举报：[{place}]{issue}',
			'zh-Hant': '12321 舉報：[{place}]{issue}',
			en: '12321 report: {issue}[, {place}]',
		},
		matter: [
			{
				'zh-Hans': '12321 转来骚扰电话或垃圾信息举报：{issue}。',
				'zh-Hant': '12321 轉來騷擾電話或垃圾信息舉報：{issue}。',
				en: '12321 passed on a report of unwanted calls or messages: {issue}.',
			},
			{
				'zh-Hans': '举报编号 {ref}，举报日期 {on}。',
				'zh-Hant': '舉報編號 {ref}，舉報日期 {on}。',
				en: 'Report {ref} of {on}.',
			},
			{
				'zh-Hans': '涉及网点：{place}。',
				'zh-Hant': '涉及網點：{place}。',
				en: 'Outlet concerned: {place}.',
			},
			{
				'zh-Hans': '核查号码实名和外呼授权，处置号码，追查开卡网点。',
				'zh-Hant': '核查號碼實名和外呼授權，處置號碼，追查開卡網點。',
				en: 'Check the real name and the permission to call, deal with the numbers, trace the outlet that opened them.',
			},
		],
		wanted: ['number-list', 'system-log', 'written-answer'],
	},
	MARKET: {
		title: {
			'zh-Hans': '12315 投诉：[{place}]{issue}',
			'zh-Hant': '12315 投訴：[{place}]{issue}',
			en: '12315 complaint: {issue}[, {place}]',
		},
		matter: [
			{
				'zh-Hans': '12315 或消协转来消费投诉：{issue}。',
				'zh-Hant': '12315 或消協轉來消費投訴：{issue}。',
				en: '12315 or the consumers’ association passed on a complaint: {issue}.',
			},
			{
				'zh-Hans': '登记编号 {ref}，投诉日期 {on}。',
				'zh-Hant': '登記編號 {ref}，投訴日期 {on}。',
				en: 'Registered as {ref}, complaint of {on}.',
			},
			{
				'zh-Hans': '涉及网点：{place}。',
				'zh-Hant': '涉及網點：{place}。',
				en: 'Outlet concerned: {place}.',
			},
			{
				'zh-Hans': '在平台期限内与用户协商并答复，不成的写明分歧和依据。',
				'zh-Hant': '在平臺期限內與用戶協商並答覆，不成的寫明分歧和依據。',
				en: 'Settle with the user and answer inside the platform’s time limit; if that fails, write down the difference and its basis.',
			},
		],
		wanted: ['order-trace', 'user-contact', 'refund-proof', 'written-answer', 'source-receipt'],
	},
	GOV: {
		title: {
			'zh-Hans': '12345 工单：[{place}]{issue}',
			'zh-Hant': '12345 工單：[{place}]{issue}',
			en: '12345 ticket: {issue}[, {place}]',
		},
		matter: [
			{
				'zh-Hans': '12345 政务服务热线转办：{issue}。',
				'zh-Hant': '12345 政務服務熱線轉辦：{issue}。',
				en: 'Passed on by the government hotline 12345: {issue}.',
			},
			{
				'zh-Hans': '工单编号 {ref}，来电日期 {on}。',
				'zh-Hant': '工單編號 {ref}，來電日期 {on}。',
				en: 'Ticket {ref}, call of {on}.',
			},
			{
				'zh-Hans': '涉及网点：{place}。',
				'zh-Hant': '涉及網點：{place}。',
				en: 'Outlet concerned: {place}.',
			},
			{
				'zh-Hans': '联系来电人，限期办结并在平台回复，群众不满意的再办一轮。',
				'zh-Hant': '聯繫來電人，限期辦結並在平臺回覆，群衆不滿意的再辦一輪。',
				en: 'Contact the caller, finish in time and answer on the platform; where the caller is not satisfied, once more.',
			},
		],
		wanted: ['user-contact', 'written-answer', 'source-receipt', 'user-confirm'],
	},
	AUDIT: {
		title: {
			'zh-Hans': '审计稽核：[{place}]{issue}',
			'zh-Hant': '審計稽核：[{place}]{issue}',
			en: 'Audit: {issue}[, {place}]',
		},
		matter: [
			{
				'zh-Hans': '内审或稽核提出：{issue}。',
				'zh-Hant': '內審或稽核提出：{issue}。',
				en: 'Internal audit found: {issue}.',
			},
			{
				'zh-Hans': '文号 {ref}，日期 {on}。',
				'zh-Hant': '文號 {ref}，日期 {on}。',
				en: 'Paper {ref} of {on}.',
			},
			{
				'zh-Hans': '涉及网点：{place}。',
				'zh-Hant': '涉及網點：{place}。',
				en: 'Outlet concerned: {place}.',
			},
			{
				'zh-Hans': '逐条整改，查清责任，举证说明，同类问题一并排查。',
				'zh-Hant': '逐條整改，查清責任，舉證說明，同類問題一併排查。',
				en: 'Put right point by point, establish who is answerable, prove it, and look for like cases.',
			},
		],
		wanted: ['audit-answer', 'like-cases', 'rule-change'],
	},
	CLUSTER: {
		title: {
			'zh-Hans': '[{place}]{issue}集中投诉',
			'zh-Hant': '[{place}]{issue}集中投訴',
			en: 'Cluster of complaints: {issue}[, {place}]',
		},
		matter: [
			{
				'zh-Hans': '{place} {days} 日内收到同一原因的投诉 {count} 件：{issue}。',
				'zh-Hant': '{place} {days} 日內收到同一原因的投訴 {count} 件：{issue}。',
				en: '{count} complaints with one cause at {place} within {days} days: {issue}.',
			},
			{
				'zh-Hans': '最近一件 {on}，投诉编号 {ref}。',
				'zh-Hant': '最近一件 {on}，投訴編號 {ref}。',
				en: 'The latest is of {on}, complaints {ref}.',
			},
			{
				'zh-Hans': '逐件答复用户，查共性原因，从机制和流程上改，防止再次集中。',
				'zh-Hant': '逐件答覆用戶，查共性原因，從機制和流程上改，防止再次集中。',
				en: 'Answer each user, find the common cause and change the mechanism or process.',
			},
		],
		wanted: ['like-cases', 'user-contact', 'rule-change', 'check-again'],
	},
} as const satisfies Record<string, TemplateText>
