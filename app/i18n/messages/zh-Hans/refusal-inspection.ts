/** Why an act on an inspection is shut; `refusal.met.*` is the same line of a gate when it is met. */
export const refusalInspection = {
	'refusal.inspection.not-inspector': '只有本次检查人可以填写',
	'refusal.inspection.item-unknown': '检查单没有第 {{item}} 项',
	'refusal.inspection.item-not-asked': '第 {{item}} 项只在暗访中检查，本次不适用',
	'refusal.inspection.items-missing': '还有 {{count}} 项没有答：第 {{items}} 项',
	'refusal.inspection.note-missing': '不合格的要写看到了什么，至少 5 个字：第 {{items}} 项',
	'refusal.inspection.in-future': '检查日期不能晚于今天',
	'refusal.inspection.has-confirmed': '已有 {{count}} 条违规据此确认，不能作废',
} as const
