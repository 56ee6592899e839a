import type { Clause } from '#app/domain/penalty/clause.ts'
import { useT } from '#app/i18n/use-t.ts'
import { MoneyField, NumberField, TextArea, TextField } from '../field.tsx'
import { CheckField, SelectField } from '../field-choice.tsx'
import { Section } from '../page-head.tsx'
import { type TypeNames, useClauseWords } from './use-clause-words.ts'

/** The clauses of a page; those of one level, type or law stand together under its name. */
export function ClauseGroups({ clauses, names }: { clauses: readonly Clause[]; names: TypeNames }) {
	const t = useT()
	const words = useClauseWords(names)
	const groups: Clause[][] = []
	for (const one of clauses) {
		const last = groups.at(-1)
		const row = one.part === 'laws' && one.name !== 'law-code'
		const together = one.part === 'laws' ? row : one.part === 'levels' || one.part === 'types'
		if (last && together && last[0]?.of === one.of) last.push(one)
		else groups.push([one])
	}
	return (
		<>
			{groups.map((group) => {
				const [first] = group
				if (!first) return null
				const alone = group.length === 1
				const fields = group.map((one) => (
					<div key={one.id} className={alone ? 'mt4' : undefined}>
						<ClauseField clause={one} names={names} />
					</div>
				))
				if (alone) return fields
				const title = first.of === '' ? t('rulebook.law.new') : words.word(first.words, first.of)
				return (
					<Section key={first.id} id={`g-${first.id}`} title={title}>
						<div className="cols2">{fields}</div>
					</Section>
				)
			})}
		</>
	)
}

/** One clause as the field that fits it; the label comes from the form. */
function ClauseField({ clause, names }: { clause: Clause; names: TypeNames }) {
	const t = useT()
	const words = useClauseWords(names)
	const { id, input } = clause
	const base = clause.name === 'type-base' ? t('rulebook.part.base-hint') : undefined
	switch (input.kind) {
		case 'number': {
			const props = { name: id, optional: input.optional, hint: base }
			if (input.unit === 'money') return <MoneyField {...props} />
			return <NumberField {...props} unit={t(`rulebook.field.${input.unit}`)} />
		}
		case 'choice':
			return (
				<SelectField
					name={id}
					empty={false}
					options={input.options.map((value) => ({ value, label: words.word(input.words, value) }))}
				/>
			)
		case 'flag':
			return <CheckField name={id} />
		case 'text': {
			const hint = clause.name === 'type-legal' ? t('rulebook.part.legal-hint') : undefined
			if (input.long) return <TextArea name={id} max={input.max} optional={input.optional} short />
			return <TextField name={id} optional={input.optional} hint={hint} />
		}
		case 'date':
			return <TextField name={id} optional={input.optional} width="m" />
		case 'shares':
			return <TextField name={id} width="m" />
	}
}
