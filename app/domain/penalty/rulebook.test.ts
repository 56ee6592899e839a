import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import shipped from '#seeds/reference/rulebook-2026.json' with { type: 'json' }
import types from '#seeds/reference/violation-types.json' with { type: 'json' }
import { rulebook } from '#tests/support/rulebook.ts'
import { amountUnder } from './basis.ts'
import type { Clause, ClauseValue } from './clause.ts'
import { clauseFormSchema, fieldText, withValues } from './clause-form.schema.ts'
import { clausesOf, clausesOfPart } from './clauses.ts'
import { legalOn } from './legal.ts'
import { type Rulebook, rulebookSchema } from './rulebook.schema.ts'
import { diffRulebooks } from './rulebook-diff.ts'
import { checkDraft, type DraftFacts, effectiveDay, mayAct, publishDraft } from './rulebook-draft.ts'
import { rulebookFaults } from './rulebook-faults.ts'

const clauses = clausesOf(rulebook)
const byKey = (key: string) => {
	const one = clauses.find((clause) => clause.key === key)
	if (!one) throw new Error(`No clause ${key}`)
	return one
}
const typed = (list: readonly Clause[]) => ({
	version: '1',
	...Object.fromEntries(list.map((one) => [one.id, fieldText(one)])),
})

/** Another value of a clause that the form would take. */
function otherValue({ input, value }: Clause): ClauseValue {
	switch (input.kind) {
		case 'number':
			return value === input.max ? input.min : Number(value ?? input.min) + (input.unit === 'money' ? 100 : 1)
		case 'choice':
			return input.options.find((one) => one !== value) ?? null
		case 'flag':
			return value !== true
		case 'text':
			return `${String(value)}x`
		case 'date':
			return '2030-01-01'
		case 'shares':
			return '100 50 0'
	}
}

describe('a version as clauses', () => {
	test('old bodies still parse, with the defaults of what they do not say', () => {
		const { types: _, laws, chapters, assessment, ...old } = shipped
		expect([laws.length > 20, chapters.length, assessment.overdue]).toEqual([true, 8, -20])
		const parsed = rulebookSchema.parse(old)
		expect([parsed.types, parsed.laws, parsed.chapters]).toEqual([[], [], []])
		expect(parsed.assessment).toEqual(rulebook.assessment)
	})

	test('the shipped version has no faults and lists every type with its severity', () => {
		expect(rulebookFaults(rulebook)).toEqual([])
		expect(rulebook.types.map(({ code, severity }) => [code, severity])).toEqual(
			types.types.map(({ code, severity }) => [code, severity]),
		)
	})

	test('field names and keys are unique', () => {
		expect(new Set(clauses.map((one) => one.id)).size).toBe(clauses.length)
		expect(new Set(clauses.map((one) => one.key)).size).toBe(clauses.length)
	})

	test('putting back what a version says changes nothing', () => {
		const same = clauses.filter((one) => !one.blank).reduce((book, one) => one.put(book, one.value), rulebook)
		expect(diffRulebooks(rulebook, same)).toEqual([])
		expect(rulebookSchema.parse(same)).toEqual(same)
	})

	test('each clause that is put shows as exactly that difference', () => {
		// A law's code and day name the row; a sixth step without a fifth closes up.
		const naming = /^laws\..*\.(code|validFrom)$|multiplier\.6$/
		const open = clauses.filter((one) => !one.blank && !naming.test(one.key))
		for (const one of open) {
			const value = otherValue(one)
			const changes = diffRulebooks(rulebook, one.put(rulebook, value))
			expect(
				changes.map((change) => change.key),
				one.key,
			).toContain(one.key)
			expect(changes.length, one.key).toBe(1)
			expect(changes[0], one.key).toMatchObject({ before: one.value, after: value })
		}
	})

	test('equal versions do not differ, and a difference reads the other way round from the other side', () => {
		expect(diffRulebooks(rulebook, { ...rulebook, code: 'RB-2099', effectiveFrom: '2099-01-01' })).toEqual([])
		const open = clauses.filter((one) => !one.blank)
		fc.assert(
			fc.property(fc.subarray(open, { maxLength: 6 }), (some) => {
				const other = some.reduce((book, one) => one.put(book, otherValue(one)), rulebook)
				const there = diffRulebooks(rulebook, other)
				const back = diffRulebooks(other, rulebook)
				expect(diffRulebooks(other, other)).toEqual([])
				const mirrored = back.map((one) => [one.key, one.after, one.before])
				expect(mirrored.sort()).toEqual(there.map((one) => [one.key, one.before, one.after]).sort())
			}),
			{ numRuns: 60 },
		)
	})
})

describe('the form of a page', () => {
	test.each(['levels', 'types', 'factors', 'recurrence', 'ladder', 'deposit', 'laws', 'chapters', 'settings'] as const)(
		'%s: what the page shows comes back as the same version',
		(part) => {
			const list = clausesOfPart(rulebook, part)
			const parsed = clauseFormSchema(rulebook, list).safeParse(typed(list))
			if (!parsed.success) throw new Error(JSON.stringify(parsed.error.issues.slice(0, 3)))
			expect(diffRulebooks(rulebook, withValues(rulebook, list, parsed.data))).toEqual([])
		},
	)

	const wrong = (part: Parameters<typeof clausesOfPart>[1], change: Record<string, string>) => {
		const list = clausesOfPart(rulebook, part)
		const parsed = clauseFormSchema(rulebook, list).safeParse({ ...typed(list), ...change })
		return parsed.success ? null : parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message])
	}

	test.each([
		['levels', { levels_cap_L1: '100' }, 'levels_cap_L1', 'issue.rulebook.cap-below-base'],
		['levels', { levels_base_L2: 'many' }, 'levels_base_L2', 'issue.not-a-number'],
		['recurrence', { recurrence_multiplier_3: '120' }, 'recurrence_multiplier_3', 'issue.rulebook.steps-fall'],
		['ladder', { ladder_rung_TALK: '2' }, 'ladder_rung_TALK', 'issue.rulebook.rungs-fall'],
		['types', { 'types_type-base_C02': '5000' }, 'types_type-base_C02', 'issue.rulebook.base-above-cap'],
		['types', { 'types_type-legal_C02': '月球法1' }, 'types_type-legal_C02', 'issue.rulebook.law-unknown'],
		['factors', { factors_shares: '100 70' }, 'factors_shares', 'issue.rulebook.shares'],
		['laws', { laws_0_validUntil: '2000-01-01' }, 'laws_0_validUntil', 'issue.rulebook.law-days'],
	] as const)('%s refuses %o', (part, change, field, issue) => {
		expect(wrong(part, change)).toEqual([[field, issue]])
	})

	test('an empty optional clause leaves the version; a new law joins it', () => {
		const factor = byKey('factors.factor.media-exposure')
		expect(factor.put(rulebook, null).factors.map((one) => one.code)).not.toContain('media-exposure')
		const laws = clausesOfPart(rulebook, 'laws')
		const n = rulebook.laws.length
		const row = {
			[`laws_${n}_code`]: '新法',
			[`laws_${n}_title`]: '中华人民共和国新法',
			[`laws_${n}_validFrom`]: '2027-01-01',
		}
		const parsed = clauseFormSchema(rulebook, laws).parse({ ...typed(laws), ...row })
		expect(withValues(rulebook, laws, parsed).laws.at(-1)).toEqual({
			code: '新法',
			title: '中华人民共和国新法',
			validFrom: '2027-01-01',
			validUntil: null,
		})
	})
})

test('a type’s own base replaces the level’s, per unit', () => {
	const dear = byKey('types.type-base.A03').put(rulebook, 80_000)
	const basis = { type: 'A03', severity: 'L2', units: 2, factors: [], share: 100 } as const
	const fen = (book: Rulebook, type: string) => {
		const amount = amountUnder(book, { ...basis, type }, 0)
		return amount.ok ? amount.value.amountFen : amount.error.rule
	}
	expect([fen(rulebook, 'A03'), fen(dear, 'A03'), fen(dear, 'A04')]).toEqual([100_000, 160_000, 100_000])
})

test('the law behind a type is the one of the day', () => {
	const titles = (day: '2025-10-14' | '2025-10-15') => legalOn(rulebook, 'H02', day).map((one) => one.title)
	expect(titles('2025-10-14')).toContain('中华人民共和国反不正当竞争法（2019年修正）')
	expect(titles('2025-10-15')).toContain('中华人民共和国反不正当竞争法（2025年修订）')
	expect(titles('2025-10-15')).not.toContain('中华人民共和国反不正当竞争法（2019年修正）')
})

describe('from draft to version', () => {
	const changed = byKey('levels.base.L1').put(rulebook, 10_000)
	const facts: DraftFacts = {
		state: 'DRAFT',
		code: 'RB-2027',
		effectiveFrom: '2027-01-01',
		editorIds: ['a', 'b'],
		checkerId: null,
	}
	const around = {
		today: '2026-11-02',
		published: [{ code: 'RB-2026', effectiveFrom: '2026-01-01' }],
		lastOccurredOn: '2026-10-30',
	} as const
	const ruleOf = (outcome: { ok: boolean; error?: { rule: string } }) => (outcome.ok ? 'ok' : outcome.error?.rule)

	test('nobody checks what they wrote, and nothing unchanged or broken is checked', () => {
		expect(ruleOf(checkDraft(facts, rulebook, changed, 'c'))).toBe('ok')
		expect(ruleOf(checkDraft(facts, rulebook, changed, 'b'))).toBe('rulebook.editor-checks')
		expect(ruleOf(checkDraft(facts, rulebook, rulebook, 'c'))).toBe('rulebook.unchanged')
		const broken = byKey('levels.cap.L1').put(rulebook, 100)
		expect(ruleOf(checkDraft(facts, rulebook, broken, 'c'))).toBe('rulebook.unreadable')
	})

	test('whoever writes and checks, two different people stand behind what is published', () => {
		const people = fc.constantFrom('a', 'b', 'c')
		fc.assert(
			fc.property(fc.uniqueArray(people, { minLength: 1 }), fc.option(people), (editorIds, checkerId) => {
				const out = publishDraft({ ...facts, state: 'CHECKED', editorIds, checkerId }, around)
				expect(out.ok).toBe(checkerId !== null && !editorIds.includes(checkerId))
			}),
		)
	})

	test.each([
		['2026-11-01', 'rulebook.effective-past'],
		['2026-11-02', 'ok'],
		['2027-01-01', 'ok'],
	] as const)('an effective date of %s: %s', (day, expected) => {
		expect(ruleOf(effectiveDay(day, around))).toBe(expected)
	})

	test('no effective date moves across a case or an earlier version', () => {
		expect(ruleOf(effectiveDay('2026-11-02', { ...around, lastOccurredOn: '2026-11-02' }))).toBe(
			'rulebook.effective-across',
		)
		const out = [...around.published, { code: 'RB-2027', effectiveFrom: '2027-01-01' as const }]
		expect(ruleOf(effectiveDay('2027-01-01', { ...around, published: out }))).toBe('rulebook.effective-taken')
	})

	test('what is published or dropped rests', () => {
		for (const act of ['edit', 'check', 'return', 'publish', 'drop'] as const)
			for (const state of ['PUBLISHED', 'DROPPED'] as const) expect(mayAct(state, act)).toBe(false)
	})
})
