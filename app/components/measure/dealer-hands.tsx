import type { LocalDate } from '#app/domain/time.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '../act.tsx'
import { Section } from '../page-head.tsx'
import { type PersonLine, PersonTable } from './people.tsx'
import { type SuccessionItem, SuccessionList } from './successions.tsx'

type Props = {
	dealer: { readonly id: string }
	people: readonly PersonLine[]
	successions: readonly SuccessionItem[]
	rights: { readonly edit: boolean }
	today: LocalDate
}

/** In whose hands a dealer is, and was. */
export function DealerHands({ dealer, people, successions, rights, today }: Props) {
	const t = useT()
	return (
		<>
			<Section id="people" title={t('person.title')} sub={t('person.sub')}>
				<PersonTable people={people} today={today} />
				{rights.edit ? (
					<p className="mt3">
						<ButtonLink small to={paths.dealerPeople(dealer.id)}>
							{t('person.edit')}
						</ButtonLink>
					</p>
				) : null}
			</Section>
			<Section id="successions" title={t('succession.title')} sub={t('succession.sub')}>
				<SuccessionList items={successions} today={today} />
			</Section>
		</>
	)
}
