import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { CaseReviews } from '#app/components/penalty/case-talk.tsx'
import { afterAct } from '#app/components/penalty/done.ts'
import { ChooseReview, SignReview } from '#app/components/penalty/review-steps.tsx'
import { afterConflict } from '#app/components/revalidate.ts'
import { yuanText } from '#app/domain/money.ts'
import { decideReviewSchema, reviewChoiceSchema } from '#app/domain/penalty/penalty.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import { actAtGate } from '#app/http/gate.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { intentOf } from '#app/http/intent.server.ts'
import { idOf, versionOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { paths } from '#app/paths.ts'
import { penaltyActPage } from '#app/usecases/penalties/act-page.server.ts'
import { checkReviewChoice, decideReviewOf } from '#app/usecases/penalties/review.server.ts'

export const handle: PageHandle = { title: 'penalty.page.review', width: 'form' }

export const shouldRevalidate = afterConflict

type Chosen = {
	readonly outcome: 'UPHELD' | 'VARIED' | 'REVOKED' | 'RETURNED'
	readonly amountYuan?: number | undefined
	readonly points?: number | undefined
}

/** Amount and points belong to a variation alone. */
function resultOf({ outcome, amountYuan, points }: Chosen) {
	if (outcome !== 'VARIED') return { outcome }
	return {
		outcome,
		...(amountYuan === undefined ? {} : { amountFen: amountYuan }),
		...(points === undefined ? {} : { points }),
	}
}

/** The choice of the step before, from the address; null on the first step. */
function choiceOf(request: Request) {
	const read = reviewChoiceSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
	return read.success ? resultOf(read.data) : null
}

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.decide-review')
	const choice = choiceOf(args.request)
	const found = valueOrThrow(await penaltyActPage(ctx, idOf(args), ['review'], choice ?? undefined))
	const chosen = choice && {
		outcome: choice.outcome,
		amountFen: 'amountFen' in choice ? (choice.amountFen ?? null) : null,
		points: 'points' in choice ? (choice.points ?? null) : null,
	}
	return { ...found, choice: chosen }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'penalty.decide-review')
	const id = idOf(args)
	if ((await intentOf(args.request, ['choose'])) === 'choose') {
		const form = await readForm(args.request, reviewChoiceSchema)
		if (!form.ok) return invalid(form.result)
		const result = resultOf(form.value)
		const checked = await checkReviewChoice(ctx, id, result)
		if (!checked.ok) return respond(checked, '', { values: form.values })
		throw redirect(reviewStep(id, result), 303)
	}
	const form = await readForm(args.request, decideReviewSchema)
	if (!form.ok) return invalid(form.result)
	return actAtGate(ctx, form, {
		id,
		actions: ['penalty.decide-review'],
		to: afterAct(id, 'review'),
		run: (value, declaration) => {
			const { reason, seen } = value
			const version = versionOf(form.values)
			return decideReviewOf(ctx, { id, version, reason, seen, declaration, ...resultOf(value) })
		},
	})
}

/** The address of the second step: the choice with its consequences. */
function reviewStep(id: string, { outcome, ...lower }: ReturnType<typeof resultOf>): string {
	const amount = 'amountFen' in lower && lower.amountFen !== undefined ? yuanText(lower.amountFen) : undefined
	const points = 'points' in lower && lower.points !== undefined ? String(lower.points) : undefined
	const query = new URLSearchParams({ outcome })
	if (amount !== undefined) query.set('amountYuan', amount)
	if (points !== undefined) query.set('points', points)
	return `${paths.penaltyAct(id, 'review')}?${query}`
}

export default function DecideReview() {
	const { page, shut, preview, choice } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const asked = <CaseReviews page={page} />
	if (choice === null || shut)
		return <ChooseReview page={page} shut={shut} preview={preview} result={result} asked={asked} />
	return <SignReview page={page} preview={preview} choice={choice} result={result} asked={asked} />
}
