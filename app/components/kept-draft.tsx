import { useLocation, useSearchParams } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Note } from '#app/ui/note.tsx'
import { useFormState } from './form-context.ts'
import type { ActFormHandle } from './use-act-form.ts'
import { type KeptDraft, useTyping } from './use-kept-draft.ts'

export { type KeptDraft, useKeptDraft } from './use-kept-draft.ts'

type Props = { kept: KeptDraft; form: ActFormHandle }

/** First inside the ActForm: says that words were restored, and keeps what is typed from here on. */
export function KeptDraftNote({ kept, form }: Props) {
	const t = useT()
	const formats = useFormats()
	const [ready, setReady] = useState(false)
	useTyping(form.formRef, kept)
	useEffect(() => setReady(true), [])
	if (kept.restoredAt === null || form.result) return null
	return (
		<Note kind="info" icon="history" role="status">
			{t('draft.restored', { at: formats.moment(kept.restoredAt) })}{' '}
			{ready ? (
				<Button variant="quiet" small onClick={kept.discard}>
					{t('draft.discard')}
				</Button>
			) : null}
		</Note>
	)
}

/**
 * Last inside the ActForm, after its SubmitButton, so that Enter sends and does not keep: the button that keeps the
 * draft (the form itself goes there without scripts), how it stands, and what to do without a connection.
 */
export function KeptDraftBar({ kept, form }: Props) {
	const t = useT()
	const { busy } = useFormState()
	const { pathname } = useLocation()
	const [search] = useSearchParams()
	const { draft, state } = kept
	const stored = draft.saved !== null && kept.restoredAt !== null
	const told = search.get('draft')
	const save = () => {
		if (form.formRef.current) kept.saveNow(form.formRef.current)
	}
	return (
		<div className="mt3">
			<input type="hidden" name="key" value={draft.key} />
			{state === 'offline' || state === 'back' ? (
				<Note kind="warn" icon="offline" role="alert">
					{t(state === 'back' ? 'draft.back' : 'draft.offline')}{' '}
					<Button type="submit" small aria-disabled={busy || undefined}>
						{t('draft.retry')}
					</Button>
				</Note>
			) : null}
			<div className="row mt3">
				<Button
					type="submit"
					small
					formAction={paths.drafts({ back: pathname })}
					formNoValidate
					onClick={(event) => {
						event.preventDefault()
						save()
					}}
				>
					{t('draft.save')}
				</Button>
				{stored ? (
					<Button
						type="submit"
						variant="quiet"
						small
						formAction={paths.drafts({ back: pathname, discard: '1' })}
						formNoValidate
						onClick={(event) => {
							event.preventDefault()
							kept.discard()
						}}
					>
						{t('draft.discard')}
					</Button>
				) : null}
				<span className="sm muted" role="status">
					{state === 'saved' || (state === 'idle' && told === 'kept') ? t('draft.saved') : null}
					{state === 'local' ? t('draft.local') : null}
					{state === 'failed' ? t('draft.failed') : null}
					{state === 'idle' && told === 'discarded' ? t('draft.discarded') : null}
				</span>
			</div>
			<p className="sm muted mt2">{t('draft.hint')}</p>
		</div>
	)
}
