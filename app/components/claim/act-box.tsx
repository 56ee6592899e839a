import type { ReactNode } from 'react'
import { ErrorSummary } from '../error-summary.tsx'
import { ActForm, type ActFormHandle, SubmitButton } from '../form.tsx'
import { Section } from '../page-head.tsx'

/** One act of a page that has several: its own section, form and button. */
export function ActBox({
	id,
	title,
	lead,
	form,
	version,
	hidden,
	upload,
	seal,
	submit,
	children,
}: {
	id: string
	title: string
	lead?: ReactNode | undefined
	form: ActFormHandle
	version?: number | undefined
	hidden?: Readonly<Record<string, string>> | undefined
	upload?: boolean | undefined
	seal?: boolean | undefined
	submit?: string | undefined
	children?: ReactNode | undefined
}) {
	return (
		<Section id={id} title={title}>
			<ErrorSummary form={form} />
			{lead ? <p className="second">{lead}</p> : null}
			<ActForm
				form={form}
				version={version}
				labelledBy={id}
				{...(hidden ? { hidden } : {})}
				{...(upload ? { encType: 'multipart/form-data' as const } : {})}
			>
				{children}
				<div className="btns mt4">
					<SubmitButton variant={seal ? 'seal' : 'plain'}>{submit ?? title}</SubmitButton>
				</div>
			</ActForm>
		</Section>
	)
}
