import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PostButton } from '#app/components/act.tsx'
import { FeedSection, MailSection } from '#app/components/delivery/choices.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextField } from '#app/components/field.tsx'
import { CheckField, RadioGroup, SelectField } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { choicesSchema, mailSchema } from '#app/domain/delivery/choices.schema.ts'
import { PACES } from '#app/domain/delivery/way.ts'
import { requireSignedIn } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { languageOf } from '#app/http/language.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '#app/i18n/languages.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import {
	askMail,
	askMailAgain,
	choicesPage,
	endFeed,
	makeFeed,
	removeMail,
	saveChoices,
} from '#app/usecases/delivery/choices.server.ts'

export const handle: PageHandle = { title: 'choices.title', width: 'mid' }

export const shouldRevalidate = afterConflict

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireSignedIn(args)
	return { ...valueOrThrow(await choicesPage(ctx)), today: ctx.today }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireSignedIn(args)
	switch (await intentOf(args.request, ['mail', 'mail-again', 'mail-off', 'feed', 'feed-off'])) {
		case 'mail': {
			const form = await readForm(args.request, mailSchema)
			if (!form.ok) return invalid(form.result)
			const asked = await askMail(ctx, form.value.mail)
			if (!asked.ok) return respond(asked, paths.noticeChoices(), { values: form.values })
			return data({ ok: true as const, asked: true, link: asked.value.link, feed: null }, { status: 201 })
		}
		case 'mail-again': {
			const asked = await askMailAgain(ctx)
			if (!asked.ok) return respond(asked, paths.noticeChoices())
			return data({ ok: true as const, asked: true, link: asked.value.link, feed: null }, { status: 201 })
		}
		case 'mail-off':
			return respond(await removeMail(ctx), paths.noticeChoices())
		case 'feed': {
			const made = await makeFeed(ctx, await languageOf(args))
			if (!made.ok) return respond(made, paths.noticeChoices())
			// No redirect: the link is kept nowhere and shown on this answer only.
			return data({ ok: true as const, asked: false, link: null, feed: made.value.link }, { status: 201 })
		}
		case 'feed-off':
			return respond(await endFeed(ctx), paths.noticeChoices())
		default: {
			const form = await readForm(args.request, choicesSchema)
			if (!form.ok) return invalid(form.result)
			return respond(await saveChoices(ctx, form.value), paths.noticeChoices(), { values: form.values })
		}
	}
}

const two = (n: number) => String(n).padStart(2, '0')
const wall = (minute: number | undefined) =>
	minute === undefined ? '' : `${two(Math.floor(minute / 60))}:${two(minute % 60)}`

export default function NoticeChoices() {
	const t = useT()
	const page = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const failed = answer?.ok === false ? answer : undefined
	const ofMail = failed && 'mail' in failed.values ? failed : undefined
	const mail = useActForm(mailSchema, {
		labels: { mail: t('choices.mail.new') },
		intent: 'mail',
		prefix: 'm',
		result: ofMail,
	})
	const form = useActForm(choicesSchema, {
		labels: {
			byMail: t('choices.by-mail'),
			byGroup: t('choices.by-group'),
			pace: t('choices.pace'),
			language: t('choices.language'),
			quietFrom: t('choices.quiet-from'),
			quietTo: t('choices.quiet-to'),
		},
		defaults: {
			byMail: page.byMail ? 'on' : '',
			byGroup: page.byGroup ? 'on' : '',
			pace: page.pace,
			language: page.language,
			quietFrom: wall(page.quiet?.from),
			quietTo: wall(page.quiet?.to),
		},
		intent: 'choices',
		prefix: 'c',
		result: ofMail ? undefined : failed,
	})
	return (
		<>
			<ErrorSummary form={ofMail ? mail : form} />
			<PageHead
				title={t('choices.title')}
				lead={t('choices.lead')}
				crumbs={[{ label: t('account.title'), to: paths.account() }]}
			/>
			<Note kind="plain">{t('choices.legal')}</Note>
			<MailSection page={page} form={mail} answer={answer?.ok ? answer : undefined}>
				{page.mail?.own ? (
					<PostButton fields={{ intent: 'mail-off' }} small>
						{t('choices.mail.remove')}
					</PostButton>
				) : null}
			</MailSection>
			<Section id="how" title={t('choices.how')} sub={t('choices.hours')}>
				<ActForm form={form} version={page.version} labelledBy="how">
					<CheckField name="byMail" />
					<CheckField name="byGroup" hint={t('choices.by-group.hint')} />
					<RadioGroup name="pace" options={PACES.map((pace) => ({ value: pace, label: t(`choices.pace.${pace}`) }))} />
					<SelectField
						name="language"
						empty={t('choices.language.same')}
						options={LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] }))}
					/>
					<TextField name="quietFrom" width="s" autoComplete="off" optional hint={t('choices.quiet.hint')} />
					<TextField name="quietTo" width="s" autoComplete="off" optional />
					<div className="btns">
						<SubmitButton>{t('common.save')}</SubmitButton>
					</div>
				</ActForm>
			</Section>
			<FeedSection page={page} link={answer?.ok ? answer.feed : null} />
		</>
	)
}
