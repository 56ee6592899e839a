/** A text in the three languages. */
export type Words3 = { readonly 'zh-Hans': string; readonly 'zh-Hant': string; readonly en: string }

/** Evidence that a feedback can be asked for, by code (domain 5.5). */
export const WANTED_TEXTS = {
	'user-contact': {
		'zh-Hans': '与用户联系、解释和处理的记录，写明时间、经办人和工号',
		'zh-Hant': '與用戶聯繫、解釋和處理的記錄，寫明時間、經辦人和工號',
		en: 'Record of the contact with the user: when, by whom, staff number',
	},
	'order-trace': {
		'zh-Hans': '业务受理单和用户确认记录（短信、验证码或签名）',
		'zh-Hant': '業務受理單和用戶確認記錄（短信、驗證碼或簽名）',
		en: 'Order form and the user’s confirmation (SMS, code or signature)',
	},
	'refund-proof': {
		'zh-Hans': '退费或补偿的凭证；不应退的，写明依据',
		'zh-Hant': '退費或補償的憑證；不應退的，寫明依據',
		en: 'Proof of refund or compensation; if none is due, the basis',
	},
	'user-confirm': {
		'zh-Hans': '用户对处理结果的确认，或三次回访未接通的记录',
		'zh-Hant': '用戶對處理結果的確認，或三次回訪未接通的記錄',
		en: 'The user’s confirmation of the result, or the record of three unanswered call-backs',
	},
	'written-answer': {
		'zh-Hans': '对来源单位或用户的书面答复，写明文号和发出日期',
		'zh-Hant': '對來源單位或用戶的書面答覆，寫明文號和發出日期',
		en: 'The written answer to the source or the user, with its number and date',
	},
	'source-receipt': {
		'zh-Hans': '来源单位收到答复的回执或系统截图',
		'zh-Hant': '來源單位收到答覆的回執或系統截圖',
		en: 'Receipt or screen of the source that the answer has arrived',
	},
	'on-site': {
		'zh-Hans': '现场整改前、后的照片，拍到门头或工位',
		'zh-Hant': '現場整改前、後的照片，拍到門頭或工位',
		en: 'Photos before and after on the spot, showing the sign or the counter',
	},
	'outlet-statement': {
		'zh-Hans': '网点或经办人签字的情况说明',
		'zh-Hant': '網點或經辦人簽字的情況說明',
		en: 'Statement signed by the outlet or the person who handled it',
	},
	'system-log': {
		'zh-Hans': '系统日志、话单或订购记录',
		'zh-Hant': '系統日誌、話單或訂購記錄',
		en: 'System log, call record or order record',
	},
	'rule-change': {
		'zh-Hans': '制度、流程或系统变更的文件或工单，写明责任人和生效日期',
		'zh-Hant': '制度、流程或系統變更的文件或工單，寫明責任人和生效日期',
		en: 'Paper or ticket of the change of rule, process or system, with owner and date',
	},
	'like-cases': {
		'zh-Hans': '同类问题的排查清单：范围、方法、查出的笔数',
		'zh-Hant': '同類問題的排查清單：範圍、方法、查出的筆數',
		en: 'List of like cases looked for: range, method, number found',
	},
	'number-list': {
		'zh-Hans': '涉及号码的清单和处置结果',
		'zh-Hant': '涉及號碼的清單和處置結果',
		en: 'List of the numbers concerned and what was done with each',
	},
	'media-answer': {
		'zh-Hans': '对媒体或节目的回应，以及刊播情况',
		'zh-Hant': '對媒體或節目的回應，以及刊播情況',
		en: 'The reply to the medium or programme, and what was published',
	},
	'item-answer': {
		'zh-Hans': '对每一条意见或问卷项目的逐条答复',
		'zh-Hant': '對每一條意見或問卷項目的逐條答覆',
		en: 'An answer to each single opinion or survey item',
	},
	'audit-answer': {
		'zh-Hans': '对审计意见逐条整改的台账和证明',
		'zh-Hant': '對審計意見逐條整改的台賬和證明',
		en: 'The ledger of what was done for each point of the audit, with proof',
	},
	'next-score': {
		'zh-Hans': '整改后下一期的测评或抽查结果',
		'zh-Hant': '整改後下一期的測評或抽查結果',
		en: 'The next score or spot check after the change',
	},
	'check-again': {
		'zh-Hans': '复查记录：时间、人员、抽查笔数和结果',
		'zh-Hant': '複查記錄：時間、人員、抽查筆數和結果',
		en: 'Record of the second check: when, who, how many, with what result',
	},
} as const satisfies Record<string, Words3>
export type WantedCode = keyof typeof WANTED_TEXTS
