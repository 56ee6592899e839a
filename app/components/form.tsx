import { Form, useBlocker } from '@remix-run/react'
import { type ReactNode, useEffect } from 'react'
import { useT } from '#app/i18n/use-t.ts'
import { Button, type ButtonLook } from '#app/ui/button.tsx'
import { cx } from '#app/ui/class-name.ts'
import { FormContext, useFormState } from './form-context.ts'
import type { ActFormHandle } from './use-act-form.ts'

export { type ActFormHandle, type ActFormOptions, useActForm } from './use-act-form.ts'

type ActFormProps = {
	form: ActFormHandle
	action?: string | undefined
	encType?: 'multipart/form-data' | undefined
	/** The record's version when the page was made: a later one is answered with 409. */
	version?: number | string | undefined
	/** Made by the loader: a form sent twice does its act once. */
	idempotencyKey?: string | undefined
	hidden?: Readonly<Record<string, string>> | undefined
	/** Asks before typed text is lost. */
	guard?: boolean | undefined
	/** Id of the heading that names the form. */
	labelledBy?: string | undefined
	className?: string | undefined
	children: ReactNode
}

/** A POST form of one act. Field components stand inside; <ErrorSummary form> stands first on the page. */
export function ActForm({ form, action, encType, guard, labelledBy, className, children, ...sent }: ActFormProps) {
	return (
		<FormContext.Provider value={form}>
			<Form
				ref={form.formRef}
				method="post"
				noValidate
				{...(action ? { action } : {})}
				{...(encType ? { encType } : {})}
				className={cx('form', className)}
				aria-labelledby={labelledBy}
				onSubmit={form.onSubmit}
				onInput={form.onInput}
			>
				<Sent name="intent" value={form.intent} />
				<Sent name="version" value={sent.version} />
				<Sent name="idempotencyKey" value={sent.idempotencyKey} />
				{Object.entries(sent.hidden ?? {}).map(([name, value]) => (
					<Sent key={name} name={name} value={value} />
				))}
				{children}
				{guard ? <UnsavedGuard on={form.dirty && !form.busy} sending={form.sending} /> : null}
			</Form>
		</FormContext.Provider>
	)
}

function Sent({ name, value }: { name: string; value: string | number | undefined }) {
	return value === undefined ? null : <input type="hidden" name={name} value={value} />
}

function UnsavedGuard({ on, sending }: { on: boolean; sending: ActFormHandle['sending'] }) {
	const t = useT()
	const blocker = useBlocker(
		({ currentLocation, nextLocation }) => on && !sending.current && currentLocation.pathname !== nextLocation.pathname,
	)
	useEffect(() => {
		if (!on) return
		const ask = (event: BeforeUnloadEvent) => event.preventDefault()
		window.addEventListener('beforeunload', ask)
		return () => window.removeEventListener('beforeunload', ask)
	}, [on])
	useEffect(() => {
		if (blocker.state !== 'blocked') return
		if (window.confirm(t('ui.unsaved'))) blocker.proceed()
		else blocker.reset()
	}, [blocker, t])
	return null
}

type SubmitButtonProps = ButtonLook & {
	name?: string | undefined
	value?: string | undefined
	/** 'Save draft': sent without being judged here. */
	unchecked?: boolean | undefined
	children: ReactNode
}

/** Shut while the form is under way; the word says so. */
export function SubmitButton({ unchecked, children, variant = 'primary', ...rest }: SubmitButtonProps) {
	const t = useT()
	const { busy } = useFormState()
	return (
		<Button {...rest} variant={variant} type="submit" formNoValidate={unchecked} aria-disabled={busy || undefined}>
			{busy ? t('ui.sending') : children}
		</Button>
	)
}
