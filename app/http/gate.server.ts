import { data } from '@remix-run/node'
import type { FieldValues, FormResult } from '#app/components/form-result.ts'
import type { Action } from '#app/domain/access.ts'
import type { Declaration, Declared } from '#app/domain/penalty/conflict.ts'
import type { Outcome, RefusalRule } from '#app/domain/refusal.ts'
import { paths } from '#app/paths.ts'
import type { Ctx } from '#app/usecases/context.server.ts'
import { declareConflict } from '#app/usecases/penalties/declare.server.ts'
import { versionOf } from './params.server.ts'
import { respond } from './respond.server.ts'

/** Lines of the gate that a field of the form answers: the refusal comes back as that field's problem. */
const FIELD: Partial<Record<RefusalRule, readonly [field: string, issue: string]>> = {
	'penalty.not-declared': ['declared', 'issue.choose'],
	'penalty.no-trace': ['traceReason', 'issue.required'],
	'penalty.rulebook-not-accepted': ['acceptanceReason', 'issue.required'],
	'penalty.excess-reason': ['excessReason', 'issue.required'],
	'penalty.fairness-reason': ['fairnessReason', 'issue.required'],
	'violation.not-declared': ['declared', 'issue.choose'],
	'violation.twin': ['twinReason', 'issue.required'],
	'violation.uplift-reason': ['upliftReason', 'issue.required'],
}

type Answer = { readonly values: FieldValues; readonly headers?: HeadersInit }

/** As `respond`, with what the gate asks of a field shown at that field. */
export function respondAtGate<T>(outcome: Outcome<T>, to: string | ((value: T) => string), answer: Answer) {
	const asked = outcome.ok ? undefined : FIELD[outcome.error.rule]
	if (outcome.ok || !asked) return respond(outcome, to, answer)
	const [field, key] = asked
	const result: FormResult = {
		ok: false,
		values: answer.values,
		errors: { [field]: [{ key }] },
		refusal: outcome.error,
	}
	return data(result, { status: 422 })
}

type Said = { readonly declared?: Declared | undefined; readonly relation: string }

/** What the form said of an own interest; nothing where the page did not ask. */
export function declarationOf({ declared, relation }: Said): Declaration | undefined {
	return declared === undefined ? undefined : { declared, relation }
}

type Sent<V extends Said> = { readonly value: V; readonly values: FieldValues }

/**
 * The end of an act that asks for an own interest: who steps aside is kept as such and goes back to the case; otherwise
 * the act is done with what was declared.
 */
export async function actAtGate<V extends Said, T>(
	ctx: Ctx,
	form: Sent<V>,
	act: {
		readonly id: string
		/** Any of these lets the person step aside. */
		readonly actions: readonly Action[]
		readonly to: string
		readonly run: (value: V, declaration: Declaration | undefined) => Promise<Outcome<T>>
	},
) {
	const { value, values } = form
	if (value.declared !== 'conflict')
		return respondAtGate(await act.run(value, declarationOf(value)), act.to, { values })
	const command = { id: act.id, version: versionOf(values), relation: value.relation }
	return respond(await declareConflict(ctx, command, act.actions), paths.penalty(act.id), { values })
}
