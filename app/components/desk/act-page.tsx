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
	children?: ReactNode
}

/** An act of the dealer on a page of its own: what will happen, then the form (screens 5, legal act). */
export function DeskActPage({ view, gate, form, title, consequences, submit, upload, children }: ActPageProps) {
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
					form={form}
					version={view.version}
					className="sec"
					guard
					{...(upload ? { encType: 'multipart/form-data' as const } : {})}
				>
					{children}
					<div className="btns mt4">
						<SubmitButton>{submit}</SubmitButton>
					</div>
				</ActForm>
			)}
			<p className="mt4">
				<Link to={paths.deskCase(view.id)}>{t('desk.act.back')}</Link>
			</p>
		</DeskPage>
	)
}
