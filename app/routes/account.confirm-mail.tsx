import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonLink, PostButton } from '#app/components/act.tsx'
import { Empty } from '#app/components/empty.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { requireSignedIn } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { respond } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { confirmMail, mailToConfirm } from '#app/usecases/delivery/choices.server.ts'

export const handle: PageHandle = { title: 'choices.confirm.title', width: 'form' }

/** Opening changes nothing: programs that look into mails open links, too. */
export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireSignedIn(args)
	return { address: await mailToConfirm(ctx, (args.params.token ?? '').slice(0, 80)) }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireSignedIn(args)
	return respond(await confirmMail(ctx, (args.params.token ?? '').slice(0, 80)), paths.noticeChoices())
}

export default function ConfirmMail() {
	const t = useT()
	const { address } = useLoaderData<typeof loader>()
	const crumbs = [{ label: t('choices.title'), to: paths.noticeChoices() }]
	if (address === null)
		return (
			<>
				<PageHead title={t('choices.confirm.title')} crumbs={crumbs} />
				<Empty
					title={t('choices.confirm.bad')}
					action={<ButtonLink to={paths.noticeChoices()}>{t('choices.title')}</ButtonLink>}
				>
					{t('choices.confirm.why')}
				</Empty>
			</>
		)
	return (
		<>
			<PageHead title={t('choices.confirm.title')} lead={t('choices.confirm.lead', { address })} crumbs={crumbs} />
			<div className="btns">
				<PostButton variant="primary">{t('choices.confirm.do')}</PostButton>
			</div>
		</>
	)
}
