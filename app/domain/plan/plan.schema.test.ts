import { expect, test } from 'vitest'
import { planSchema, verifyPlanSchema } from './plan.schema.ts'

test('forms', () => {
	const good = { cause: 'UNTRAINED', steps: [{ what: '重新培训', owner: '吴建国', dueOn: '2026 11 5' }] }
	expect(planSchema.parse(good).steps[0]?.dueOn).toBe('2026-11-05')
	const bad = planSchema.safeParse({ cause: 'LUCK', steps: [{ what: '培', owner: '吴建国', dueOn: '2026-02-30' }] })
	expect(bad.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)).toEqual([
		'cause issue.choose',
		'steps.0.what issue.too-short',
		'steps.0.dueOn issue.not-a-date',
	])
	expect(planSchema.safeParse({ ...good, steps: [] }).error?.issues[0]?.message).toBe('issue.required')
	expect(verifyPlanSchema.safeParse({ verdict: 'return' }).error?.issues[0]).toMatchObject({
		path: ['reason'],
		message: 'issue.required',
	})
	expect(verifyPlanSchema.parse({ verdict: 'accept' })).toEqual({ verdict: 'accept', reason: '', reinspectionId: '' })
})
