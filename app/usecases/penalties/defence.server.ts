import { acknowledge, defend } from '#app/domain/penalty/notice.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { maskNumbersIn } from '#app/domain/violation/mask.ts'
import { insertArgument } from '#db/queries/penalties.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { addStagedIn, type IncomingFile, keepFiles, stageFiles } from '../evidence/add-evidence.server.ts'
import { actOfDealer, actOfDealerIn } from './act.server.ts'
import { voidExtension } from './ask-extension.server.ts'
import type { CaseFile } from './case-file.server.ts'
import { answerClocks, caseClock, countingOf, runClocks } from './clocks.server.ts'
import { tellDeciders, tellPeople } from './tell.server.ts'

export type StateDefence = {
	readonly id: string
	readonly version: number
	/** Each argument gets its own answer. */
	readonly args: readonly string[]
}

/** The dealer states arguments, with files, inside the window; it can never make the result worse (domain 4). */
export async function stateDefence(
	ctx: Ctx,
	command: StateDefence,
	files: readonly IncomingFile[] = [],
): Promise<Outcome<{ id: string }>> {
	const staged = await stageFiles(ctx, files)
	if (!staged.ok) return staged
	const args = command.args.map((text) => maskNumbersIn(text.trim())).filter((text) => text !== '')
	const done = await ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const stated = await actOfDealerIn(ctx, tx, {
			id: command.id,
			version: command.version,
			actions: ['desk.answer'],
			decide: async (file, _, within) => {
				const { facts, row, args: before } = file
				const change = defend(facts, { today: ctx.today, arguments: args.length })
				if (!change.ok) return change
				const count = before.length + args.length
				return ok({
					set: { state: change.value.to, defence_state: 'STATED' },
					event: { kind: 'penalty.defence-stated', after: { args: args.length, files: staged.value.length } },
					tell: [
						...tellPeople(row, 'penalty.defence-received', [row.checked_by], `defence:${count}`),
						...(await tellDeciders(within, row, 'to-decide', [row.opened_by, row.checked_by])),
					],
					also: async (inner) => {
						await keepArguments(ctx, inner, { id: row.id, round: row.round, from: before.length }, args)
						await voidExtension(ctx, inner, file)
						await answerClocks(ctx, inner, row.id, ['penalty.defence'])
					},
				})
			},
		})
		if (!stated.ok) return stated
		const added = await addStagedIn(ctx, tx, { kind: 'defence', id: command.id }, staged.value)
		return added.ok ? stated : added
	})
	if (done.ok) await keepFiles(ctx, staged.value)
	return done
}

async function keepArguments(
	ctx: Ctx,
	tx: Tx,
	of: { readonly id: string; readonly round: number; readonly from: number },
	args: readonly string[],
): Promise<void> {
	for (const [i, text] of args.entries())
		await insertArgument(tx, {
			id: ctx.newId(),
			branch_id: ctx.actor.branchId,
			penalty_id: of.id,
			round: of.round,
			no: of.from + i + 1,
			text,
			stated_by: ctx.actor.accountId,
			stated_at: ctx.now,
			answer: null,
			accepted: null,
			answered_by: null,
			answered_at: null,
		})
}

/** The decision is due ten working days after the defence is over. */
export async function decideFromToday(ctx: Ctx, tx: Tx, { row }: CaseFile): Promise<void> {
	const counting = await countingOf(ctx, tx)
	await runClocks(ctx, tx, [caseClock(counting, row.id, 'decision', ctx.today, row.round)])
}

/** The dealer has nothing to say against it: the decision may follow at once. */
export async function acknowledgeNotice(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number },
): Promise<Outcome<{ id: string }>> {
	return actOfDealer(ctx, {
		...command,
		actions: ['desk.answer'],
		decide: async (file, _, tx) => {
			const { facts, row } = file
			const change = acknowledge(facts, { today: ctx.today })
			if (!change.ok) return change
			return ok({
				set: { state: change.value.to, defence_state: 'ACKNOWLEDGED' },
				event: { kind: 'penalty.acknowledged' },
				tell: await tellDeciders(tx, row, 'to-decide', [row.opened_by, row.checked_by]),
				also: async (within) => {
					await voidExtension(ctx, within, file)
					await answerClocks(ctx, within, row.id, ['penalty.defence'])
					await decideFromToday(ctx, within, file)
				},
			})
		},
	})
}
