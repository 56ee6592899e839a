import { describe, expect, test } from 'vitest'
import {
	orderAssistSchema,
	orderCompleteSchema,
	orderDraftSchema,
	orderExtensionDecisionSchema,
	orderExtensionSchema,
	orderFeedbackSchema,
	orderReasonSchema,
	orderReturnSchema,
	orderSuspendSchema,
} from './order.schema.ts'

type Parsed = { success: boolean; error?: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } }

function issuesOf(parsed: Parsed): string[] {
	return (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`)
}

const draft = {
	title: '望江区增值业务凭证缺失',
	matter: '五家网点四十九笔办理凭证缺失,用户投诉。',
	source: 'SUPERVISOR',
	urgency: 'NORMAL',
	leadDepartmentId: 'd1',
}

describe('draft', () => {
	test('a draft with the needed fields only', () => {
		expect(orderDraftSchema.parse(draft)).toMatchObject({
			...draft,
			complaintOn: '',
			affectedUsers: '0',
			sourceRef: '',
		})
	})
	test('spaces and line ends are tidied', () => {
		const parsed = orderDraftSchema.parse({ ...draft, title: '  四个字呀 ', matter: '第一行说明文字\r\n第二行' })
		expect([parsed.title, parsed.matter]).toEqual(['四个字呀', '第一行说明文字\n第二行'])
	})
	test.each([
		['title', '', 'issue.required'],
		['title', '短', 'issue.too-short'],
		['title', '长'.repeat(81), 'issue.too-long'],
		['matter', '   ', 'issue.required'],
		['source', '', 'issue.required'],
		['source', 'RUMOUR', 'issue.choose'],
		['urgency', 'SOON', 'issue.choose'],
		['leadDepartmentId', '', 'issue.choose'],
		['complaintOn', '2026-02-30', 'issue.not-a-date'],
		['sourceOn', 'yesterday', 'issue.not-a-date'],
		['affectedUsers', 'many', 'issue.not-a-number'],
		['affectedUsers', '-1', 'issue.not-a-number'],
		['affectedUsers', '1000001', 'issue.out-of-range'],
	])('%s = %j gives %s', (field, value, message) => {
		expect(issuesOf(orderDraftSchema.safeParse({ ...draft, [field]: value }))).toEqual([`${field} ${message}`])
	})
	test('an empty form names every needed field', () => {
		expect(issuesOf(orderDraftSchema.safeParse({})).map((line) => line.split(' ')[0])).toEqual([
			'title',
			'matter',
			'source',
			'urgency',
			'leadDepartmentId',
		])
	})
})

describe('other forms', () => {
	test.each([
		['feedback without a mechanism', orderFeedbackSchema, { result: '已经补齐', cause: '没有另存', mechanism: '' }, 3],
		['a reason of 4', orderReasonSchema, { reason: '四个字呀' }, 1],
		['a return of 19', orderReturnSchema, { reason: '字'.repeat(19) }, 1],
		['an extension of 0', orderExtensionSchema, { amount: '0', reason: '调取凭证需时' }, 1],
		['an extension of 61', orderExtensionSchema, { amount: '61', reason: '调取凭证需时' }, 1],
		['a decision of no kind', orderExtensionDecisionSchema, { decision: '', reason: '字'.repeat(20) }, 1],
		['a suspension without an end', orderSuspendSchema, { until: '', reason: '等待省公司' }, 1],
		['a task without a date', orderAssistSchema, { departmentId: 'd', task: '补传凭证', dueOn: '' }, 2],
		['a call-back of no kind', orderCompleteSchema, { callback: 'HAPPY' }, 1],
	])('%s is refused', (_, schema, form, count) => {
		expect(issuesOf(schema.safeParse(form))).toHaveLength(count)
	})
	test.each([
		[orderReasonSchema, { reason: '五个字的呀' }],
		[orderReturnSchema, { reason: '字'.repeat(20) }],
		[orderExtensionSchema, { amount: '15', reason: '调取凭证需时' }],
		[orderExtensionDecisionSchema, { decision: 'refuse', reason: '字'.repeat(20) }],
		[orderAssistSchema, { departmentId: 'd', task: '补传四十九笔凭证', dueOn: '2026-11-20' }],
		[orderCompleteSchema, {}],
	])('a good form passes', (schema, form) => expect(schema.safeParse(form).success).toBe(true))
})
