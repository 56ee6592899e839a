import type { OrderSource } from '#app/domain/order/sources.ts'
import type { Urgency } from '#app/domain/order/urgency.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Facts } from '../facts.tsx'
import { ConsequenceList } from '../gate.tsx'
import { Section } from '../page-head.tsx'
import { DuePreviewFacts, type Preview } from './due-preview.tsx'

type Issued = {
	readonly title: string
	readonly matter: string
	readonly source: OrderSource
	readonly sourceRef: string | null
	readonly urgency: Urgency
	readonly department: string
	readonly complaintOn: LocalDate | null
	readonly users: readonly string[]
	readonly confidential: boolean
	readonly today: LocalDate
	readonly people: { readonly drafter: string }
	readonly assists: readonly { readonly departmentName: string; readonly task: string; readonly due_on: LocalDate }[]
}

/** What the signature will do, and everything that it is put under. */
export function IssueCheck({ order, preview }: { order: Issued; preview: Preview | null }) {
	const t = useT()
	const formats = useFormats()
	return (
		<>
			<Section id="will" title={t('order.will')}>
				<ConsequenceList
					items={[
						{ icon: 'document', text: t('order.issue.will.number') },
						{ icon: 'clock', text: t('order.issue.will.clocks') },
						{ icon: 'message', text: t('order.issue.will.tell', { department: order.department }) },
					]}
				/>
			</Section>
			<Section id="answers" title={t('order.issue.answers')}>
				<Facts
					items={[
						{ label: t('order.field.title'), value: order.title },
						{ label: t('order.field.matter'), value: order.matter },
						{
							label: t('order.source'),
							value: [t(`order.source.${order.source}`), order.sourceRef].filter((part) => part !== null).join(' '),
						},
						{ label: t('order.urgency'), value: t(`order.urgency.${order.urgency}`) },
						{ label: t('order.lead'), value: order.department },
						...order.assists.map((task) => ({
							label: t('order.assists'),
							value: `${task.departmentName} ${task.task} ${formats.day(task.due_on, order.today)}`,
						})),
						order.complaintOn !== null && {
							label: t('order.field.complaintOn'),
							value: formats.longDay(order.complaintOn, order.today),
						},
						order.users.length > 0 && { label: t('order.users'), value: formats.list(order.users) },
						order.confidential && { label: t('order.field.confidential'), value: t('order.confidential') },
						{ label: t('order.drafter'), value: order.people.drafter },
					]}
				/>
			</Section>
			<Section id="dates" title={t('due.preview')} sub={t('due.preview.note')}>
				<DuePreviewFacts preview={preview} today={order.today} />
			</Section>
		</>
	)
}
