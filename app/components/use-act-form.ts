import { zodResolver } from '@hookform/resolvers/zod'
import { useNavigation, useSubmit } from '@remix-run/react'
import { type FormEvent, type MutableRefObject, type RefObject, useEffect, useRef, useState } from 'react'
import { type Resolver, useForm } from 'react-hook-form'
import { type $ZodType, safeParse } from 'zod/v4/core'
import type { FormState } from './form-context.ts'
import { type FieldErrors, type FieldValues, type FormResult, issuesOf, schemaInput, valuesOf } from './form-result.ts'

export type FormSchema = $ZodType<unknown, Record<string, unknown>>

export type ActFormOptions = {
	/** By field name, in the order of the page: the error summary follows it. */
	labels: Readonly<Record<string, string>>
	defaults?: FieldValues | undefined
	/** What the action answered; undefined before the first attempt. */
	result?: FormResult | undefined
	/** With several forms on a page: an answer for another intent is not ours. */
	intent?: string | undefined
	prefix?: string | undefined
	/** Changes when the fields begin anew with other defaults; goes with a `key` of the form. */
	revision?: number | undefined
	/** Asked before a judged form goes; false keeps it on the page. */
	beforeSend?: ((form: HTMLFormElement) => Promise<boolean>) | undefined
}

export type ActFormHandle = FormState & {
	readonly intent: string | undefined
	readonly result: FormResult | undefined
	/** Grows with every attempt that failed here: the summary takes the focus. */
	readonly attempt: number
	readonly dirty: boolean
	/** On its way: leaving the page for the action's own address loses nothing. */
	readonly sending: MutableRefObject<boolean>
	readonly formRef: RefObject<HTMLFormElement>
	readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void
	readonly onInput: () => void
}

type Typed = Record<string, unknown>

function inputOf(form: HTMLFormElement): Typed {
	return schemaInput(valuesOf(new FormData(form)))
}

function useOwnResult({ result, intent }: ActFormOptions): FormResult | undefined {
	if (!result || intent === undefined || result.values.intent === undefined) return result
	return result.values.intent === intent ? result : undefined
}

/**
 * One form of one act. It works as a plain form without scripts; with them react-hook-form judges it by the same
 * schema before it is sent, reading what the browser would send.
 */
export function useActForm(schema: FormSchema, options: ActFormOptions): ActFormHandle {
	const { labels, defaults = {}, intent, prefix = 'f', revision = 0 } = options
	const result = useOwnResult(options)
	const formRef = useRef<HTMLFormElement>(null)
	const judge: Resolver<Typed, unknown, unknown> = (_values, context, how) =>
		zodResolver<Typed, unknown, unknown, FormSchema>(schema)(
			formRef.current ? inputOf(formRef.current) : {},
			context,
			how,
		)
	const { register, handleSubmit } = useForm<Typed, unknown, unknown>({
		resolver: judge,
		shouldFocusError: false,
		reValidateMode: 'onSubmit',
	})
	const [local, setLocal] = useState<{ errors: FieldErrors; after: FormResult | undefined; attempt: number }>()
	const [dirty, setDirty] = useState(false)
	const navigation = useNavigation()
	const submit = useSubmit()
	const busy = navigation.state !== 'idle' && navigation.formData !== undefined
	const locked = useRef(false)
	const sending = useRef(false)
	useFreshForm(formRef, busy, result, () => {
		setDirty(false)
		setLocal(undefined)
	})
	useEffect(() => {
		sending.current = busy
	}, [busy])

	function fail(): void {
		const judged = formRef.current ? safeParse(schema, inputOf(formRef.current)) : undefined
		const errors = judged?.success === false ? issuesOf(judged.error) : {}
		setLocal((before) => ({ errors, after: result, attempt: (before?.attempt ?? 0) + 1 }))
	}

	function onSubmit(event: FormEvent<HTMLFormElement>): void {
		event.preventDefault()
		if (busy || locked.current || sending.current) return
		const form = event.currentTarget
		const by = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null
		const button = by instanceof HTMLButtonElement ? by : null
		const send = () => {
			sending.current = true
			submit(button ?? form)
		}
		if (button?.formNoValidate) {
			send()
			return
		}
		locked.current = true
		const { beforeSend } = options
		const go = async () => {
			if (!beforeSend || (await beforeSend(form))) send()
		}
		handleSubmit(
			go,
			fail,
		)(event).finally(() => {
			locked.current = false
		})
	}

	return {
		prefix,
		labels,
		intent,
		result,
		formRef,
		sending,
		busy,
		dirty,
		onSubmit,
		values: result ? result.values : defaults,
		errors: (local && local.after === result ? local.errors : result?.errors) ?? {},
		attempt: local?.attempt ?? 0,
		// Under its own name a field would get back what was typed into the one before it.
		register: (name) => (revision === 0 ? register(name) : { ...register(`again${revision}.${name}`), name }),
		onInput: () => setDirty(true),
	}
}

/** A form that stays on the page after it was sent starts afresh; after a refusal it keeps every word. */
function useFreshForm(
	formRef: RefObject<HTMLFormElement>,
	busy: boolean,
	result: FormResult | undefined,
	done: () => void,
): void {
	const sent = useRef(false)
	const onDone = useRef(done)
	onDone.current = done
	useEffect(() => {
		if (busy) sent.current = true
		else if (sent.current) {
			sent.current = false
			if (result) return
			formRef.current?.reset()
			onDone.current()
		}
	}, [busy, result, formRef])
}
