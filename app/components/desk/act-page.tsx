import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { DeskCaseView, Gate } from '#app/domain/desk/views.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import type { IconName } from '#app/ui/icon.tsx'
import { Note } from '#app/ui/note.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import { ActForm, type ActFormHandle, SubmitButton } from '../form.tsx'
import { ConsequenceList } from '../gate.tsx'
import { type KeptDraft, KeptDraftBar, KeptDraftNote } from '../kept-draft.tsx'
import { Section } from '../page-head.tsx'
import { DeskPage } from './desk-page.tsx'
import { useRefusalText } from './words.tsx'

type ActPageProps = {
	view: Pick<DeskCaseView, 'id' | 'number' | 'version'>
	gate: Gate
	form: ActFormHandle
	title: string
	consequences: readonly { icon: IconName; text: ReactNode }[]
	submit: string
	upload?: boolean | undefined
	/** Where something is written: its text outlives a lost connection and a closed page. */
	kept?: KeptDraft | undefined
	children?: ReactNode
}

/** An act of the dealer on a page of its own: what will happen, then the form (screens 5, legal act). */
export function DeskActPage({ view, gate, form, title, consequences, submit, upload, kept, children }: ActPageProps) {
	const t = useT()
	const refusalText = useRefusalText()
	return (
		<DeskPage docno={view.number} title={title} before={<ErrorSummary form={form} />}>
			<Section id="then" title={t('desk.act.then')}>
				<ConsequenceList items={consequences} />
			</Section>
			{gate.refusal ? (
				<Note kind="plain">{refusalText(gate.refusal)}</Note>
			) : (
				<ActForm
					key={kept?.revision}
					form={form}
					version={view.version}
					className="sec"
					guard={kept === undefined}
					{...(upload ? { encType: 'multipart/form-data' as const } : {})}
				>
					{kept ? <KeptDraftNote kept={kept} form={form} /> : null}
					{children}
					<div className="btns mt4">
						<SubmitButton>{submit}</SubmitButton>
					</div>
					{kept ? <KeptDraftBar kept={kept} form={form} /> : null}
				</ActForm>
			)}
			<p className="mt4">
				<Link to={paths.deskCase(view.id)}>{t('desk.act.back')}</Link>
			</p>
		</DeskPage>
	)
}
