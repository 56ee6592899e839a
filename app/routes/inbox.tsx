import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import * as z from 'zod/mini'
import { PostButton } from '#app/components/act.tsx'
import { Empty } from '#app/components/empty.tsx'
import { InboxList } from '#app/components/inbox-list.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { Pager } from '#app/components/pager.tsx'
import { ViewsNav } from '#app/components/views-nav.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm, readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { inbox, readMessages } from '#app/usecases/inbox/inbox.server.ts'

export const handle: PageHandle = { title: 'inbox.title', width: 'mid' }

const querySchema = z.object({
	part: z.catch(z.enum(['unread', 'read']), 'unread'),
	cursor: z.catch(z.optional(z.string()), undefined),
})
/** One message, or none named: all of them. */
const markSchema = z.object({ id: z._default(z.string().check(z.maxLength(64)), '') })

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'inbox.read')
	const { part, cursor } = readQuery(args.request, querySchema)
	return inbox(ctx, part, cursor ?? null)
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'inbox.read')
	const form = await readForm(args.request, markSchema)
	if (!form.ok) return invalid(form.result)
	return respond(await readMessages(ctx, form.value.id === '' ? null : form.value.id), paths.inbox())
}

const partTo = (part: 'unread' | 'read', cursor?: string) => {
	const query = [part === 'read' ? 'part=read' : '', cursor ? `cursor=${encodeURIComponent(cursor)}` : '']
	const text = query.filter((one) => one !== '').join('&')
	return text === '' ? paths.inbox() : `${paths.inbox()}?${text}`
}

export default function Inbox() {
	const t = useT()
	const { part, unread, items, next, today, dealer } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={unread === 0 ? t('inbox.finding.none') : t('inbox.finding', { count: unread })}
				flush
				actions={unread > 0 ? <PostButton icon="check">{t('inbox.mark-all')}</PostButton> : undefined}
			/>
			<ViewsNav
				label={t('inbox.title')}
				views={[
					{ to: partTo('unread'), label: t('inbox.unread'), count: unread, current: part === 'unread' },
					{ to: partTo('read'), label: t('inbox.read'), current: part === 'read' },
				]}
			/>
			<div className="mt4">
				{items.length === 0 ? (
					<Empty title={t(part === 'unread' ? 'inbox.empty' : 'inbox.empty.read')}>{t('inbox.empty.why')}</Empty>
				) : (
					<InboxList items={items} today={today} dealer={dealer} />
				)}
			</div>
			{next ? <Pager text={t('inbox.more')} next={partTo(part, next)} /> : null}
		</>
	)
}
