import type { ReactNode } from 'react'
import { PostButton } from '#app/components/act.tsx'
import { TextField } from '#app/components/field.tsx'
import { ActForm, SubmitButton } from '#app/components/form.tsx'
import { Section } from '#app/components/page-head.tsx'
import { SecretOnce } from '#app/components/secret-once.tsx'
import type { ActFormHandle } from '#app/components/use-act-form.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Note } from '#app/ui/note.tsx'

type Page = {
	readonly mail: { readonly address: string; readonly own: boolean } | null
	readonly pending: { readonly address: string; readonly until: Instant } | null
	readonly feed: { readonly since: Instant; readonly readAt: Instant | null } | null
	readonly mailWorks: boolean
	readonly today: LocalDate
}

/** The address in use, one that waits for its link, and the form for a new one. */
export function MailSection({
	page,
	form,
	answer,
	children,
}: {
	page: Page
	form: ActFormHandle
	answer: { readonly asked: boolean; readonly link: string | null } | undefined
	children: ReactNode
}) {
	const t = useT()
	const formats = useFormats()
	const { mail, pending, mailWorks, today } = page
	return (
		<Section id="mail" title={t('choices.mail')}>
			{mailWorks ? null : <Note kind="warn">{t('choices.mail.off')}</Note>}
			{answer?.asked ? (
				<Note kind="info" role="status">
					{t('choices.mail.asked')}
				</Note>
			) : null}
			{answer?.link ? <SecretOnce title={t('choices.mail.demo')} secret={answer.link} /> : null}
			<div className="split">
				<p>
					{mail === null
						? t('choices.mail.none')
						: t(mail.own ? 'choices.mail.own' : 'choices.mail.record', { address: mail.address })}
				</p>
				{children}
			</div>
			{pending ? (
				<p className="second">
					{t('choices.mail.pending', { address: pending.address, until: formats.moment(pending.until, today) })}
				</p>
			) : null}
			{pending && mailWorks ? (
				<div className="btns mt3">
					<PostButton small fields={{ intent: 'mail-again' }}>
						{t('choices.mail.again')}
					</PostButton>
				</div>
			) : null}
			{mailWorks ? (
				<div className="mt4">
					<ActForm form={form} labelledBy="mail">
						<TextField name="mail" type="email" autoComplete="email" hint={t('choices.mail.hint')} />
						<div className="btns">
							<SubmitButton variant="plain">{t('choices.mail.ask')}</SubmitButton>
						</div>
					</ActForm>
				</div>
			) : null}
		</Section>
	)
}

/** The secret link to the own deadlines: made, shown once, replaced, switched off. */
export function FeedSection({ page, link }: { page: Page; link: string | null }) {
	const t = useT()
	const formats = useFormats()
	const { feed, today } = page
	const read = feed?.readAt
		? t('choices.feed.read', { at: formats.moment(feed.readAt, today) })
		: t('choices.feed.unread')
	return (
		<Section id="feed" title={t('choices.feed')} sub={t('choices.feed.lead')}>
			{link ? <SecretOnce title={t('choices.feed.once')} secret={link} /> : null}
			<p>
				{feed ? t('choices.feed.since', { since: formats.moment(feed.since, today), read }) : t('choices.feed.none')}
			</p>
			<div className="btns mt3">
				<PostButton icon="calendar" fields={{ intent: 'feed' }}>
					{t(feed ? 'choices.feed.again' : 'choices.feed.make')}
				</PostButton>
				{feed ? <PostButton fields={{ intent: 'feed-off' }}>{t('choices.feed.end')}</PostButton> : null}
			</div>
		</Section>
	)
}
