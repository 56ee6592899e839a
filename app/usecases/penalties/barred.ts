import { checkerMayDecide, tookPart } from '#app/domain/penalty/checklist.ts'
import type { CaseFile } from './case-file.server.ts'

export type BarredStep = 'check' | 'notice' | 'decision' | 'review'

/** Who may not take a step of this case, whatever their role: a hand in it, a tie to the dealer, a declared conflict. */
export function barredFrom(step: BarredStep, file: CaseFile): (personId: string) => boolean {
	const { facts, reviews, declarations } = file
	const conflicted = new Set(declarations.filter((one) => one.declared === 'conflict').map((one) => one.account_id))
	const tied = (id: string) => id === facts.dealerSignerId || facts.inspectorIds.includes(id) || conflicted.has(id)
	const opened = (id: string) => id === facts.openerId || tied(id)
	const checked = (id: string) => (id === facts.checkerId || id === facts.confirmerId) && !checkerMayDecide(facts)
	const reviewed = (id: string) => reviews.some((one) => one.decided_by === id)
	const voted = (id: string) => facts.votes.some((one) => one.personId === id)
	switch (step) {
		case 'check':
		case 'notice':
			return opened
		case 'decision':
			return (id) => opened(id) || checked(id) || reviewed(id) || voted(id)
		case 'review':
			return (id) => tookPart(facts, id) || tied(id)
	}
}
