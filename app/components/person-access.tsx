import { useT } from '#app/i18n/use-t.ts'
import { Act } from './act.tsx'
import { Section } from './page-head.tsx'
import type { PersonData } from './person-forms.tsx'

/** What the administrator can do about signing in. */
export function PersonAccess({ person }: { person: PersonData }) {
	const t = useT()
	const post = (intent: string) => ({ intent, version: String(person.version) })
	return (
		<Section id="access" title={t('people.access')}>
			<p className="sm muted">{t('people.sessions', { count: person.sessions })}</p>
			{person.mustChange ? <p className="sm muted">{t('people.must-change')}</p> : null}
			<Act label={t('people.sign-out')} post={post('sign-out')} />
			<Act label={t('people.reset')} post={post('reset')} why={t('people.reset.why')} />
			{person.disabled ? (
				<Act label={t('people.enable')} post={post('enable')} />
			) : (
				<Act
					label={t('people.disable')}
					variant="danger"
					post={post('disable')}
					why={t('people.disable.why')}
					shut={person.mine ? t('people.mine') : undefined}
				/>
			)}
		</Section>
	)
}
