/** Days of the branch, a unit with hours of its own, a year in preparation as an example, a policy that is being written. */

import { schemaInput } from '#app/components/form-result.ts'
import { policyFormSchema } from '#app/domain/policy/policy-form.schema.ts'
import { addDays, type LocalDate, weekday, yearOf } from '#app/domain/time.ts'
import { proposeChange } from '#app/usecases/calendars/decide.server.ts'
import { draftChange, type Written } from '#app/usecases/calendars/drafts.server.ts'
import { publishChange } from '#app/usecases/calendars/publish.server.ts'
import { proposePolicy } from '#app/usecases/policies/decide.server.ts'
import { draftPolicy, editPolicy } from '#app/usecases/policies/drafts.server.ts'
import { policyPage } from '#app/usecases/policies/views.server.ts'
import { currentCalendars } from '#app/usecases/reference/load.server.ts'
import type { Stage } from './stage.ts'

/** Invented, and marked as such: the notice of the year after is not out. Its weekdays are told by the product, not here. */
const EXAMPLE = (year: number) => `示例（虚构，不是国务院通知）：关于${year}年部分节假日安排的通知
一、元旦：1月1日至3日放假，共3天。
二、春节：2月5日至12日放假调休，共8天。1月31日、2月14日上班。
三、清明节：4月3日至5日放假，共3天。
四、劳动节：5月1日至5日放假调休，共5天。5月8日上班。
五、端午节：6月9日放假1天，不调休。
六、中秋节：9月15日放假1天，不调休。
七、国庆节：10月1日至7日放假调休，共7天。9月26日、10月9日上班。`

/** Drafted by the administrator, published by the compliance officer. */
async function publish(stage: Stage, written: Written): Promise<void> {
	const made = await stage.attempt(draftChange(await stage.as('admin'), written))
	if (!made) return
	stage.pass(5)
	await stage.attempt(proposeChange(await stage.as('admin'), { ...made, version: 1 }))
	stage.pass(25)
	const ctx = await stage.as('compliance')
	const { versionId } = await currentCalendars(ctx, ctx.read)
	await stage.attempt(publishChange(ctx, { ...made, version: 2, base: versionId }))
}

const saturdayAfter = (day: LocalDate) => addDays(day, ((6 - weekday(day) + 7) % 7) + 7)

/** A day of the branch that is worked, the call centre's Saturdays. */
export async function setCalendars(stage: Stage): Promise<void> {
	const day = saturdayAfter(stage.today())
	const typed = `${day} 班 年终服务周，全市营业厅和承办部门照常办公`
	await publish(stage, { kind: 'OVERRIDE', form: { version: 0, reason: '年终服务周', typed } })
	stage.pass(10)
	await publish(stage, {
		kind: 'UNIT',
		form: {
			version: 0,
			reason: '客服中心周六办公',
			code: 'CALLS',
			name: '客服中心',
			departmentIds: [stage.laid.department('KF')],
			countyIds: [],
			weekdays: ['1', '2', '3', '4', '5', '6'],
			hours: '08:00-12:00, 13:00-20:00',
			typed: '',
		},
	})
}

/** What lies open on the last day: next year's notice as an example, and a policy that waits for an issuer. */
export async function leaveCalendarsOpen(stage: Stage): Promise<void> {
	const form = {
		version: 0,
		form: 'notice',
		year: '',
		source: '示例',
		typed: EXAMPLE(yearOf(stage.today()) + 1),
		example: 'on',
	} as const
	await stage.attempt(draftChange(await stage.as('admin'), { kind: 'YEAR', form }))
	const ctx = await stage.as('orders')
	const made = await stage.attempt(draftPolicy(ctx))
	const page = made ? await policyPage(ctx, made.id) : null
	if (!made || !page?.ok) return
	const values = {
		...page.value.form,
		reason: '投诉量上升，缩短重要级的办理时限',
		version: '1',
		'levels.IMPORTANT.handle.amount': '6',
		'chase.minIntervalWh': '2',
	}
	const read = policyFormSchema.safeParse(schemaInput(values))
	if (!read.success) throw new Error('The demo policy cannot be read')
	stage.pass(10)
	await stage.attempt(editPolicy(await stage.as('orders'), { id: made.id, form: read.data }))
	stage.pass(5)
	await stage.attempt(proposePolicy(await stage.as('orders'), { id: made.id, version: 2 }))
}
