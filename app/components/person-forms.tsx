import type { ReactNode } from 'react'
import type { Role } from '#app/domain/access.ts'
import { editPersonSchema, grantSchema } from '#app/domain/people.schema.ts'
import { useT } from '#app/i18n/use-t.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { PostButton } from './act.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { TextField } from './field.tsx'
import { SelectField } from './field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from './form.tsx'
import type { FormResult } from './form-result.ts'
import { Section } from './page-head.tsx'
import { personOptions, placeOptions, roleOptions } from './place-options.ts'

/** What the administrator's page of one person shows; the loader's data. */
export type PersonData = {
	readonly id: string
	readonly version: number
	readonly name: string
	readonly phone: string
	readonly email: string
	readonly disabled: boolean
	readonly mustChange: boolean
	readonly mine: boolean
	readonly sessions: number
	readonly superiorId: string | null
	readonly deputyId: string | null
	readonly grants: readonly { readonly id: string; readonly role: Role; readonly place: string | null }[]
	readonly choices: {
		readonly roles: readonly Role[]
		readonly places: Parameters<typeof placeOptions>[1]
		readonly people: Parameters<typeof personOptions>[0]
	}
}
type Props = { person: PersonData; result: FormResult | undefined }

/** The summary of every form of the page, the page's head, the facts that can be changed. */
export function PersonFacts({ person, result, children }: Props & { children: ReactNode }) {
	const t = useT()
	const form = useActForm(editPersonSchema, {
		intent: 'edit',
		prefix: 'edit',
		labels: {
			name: t('account.name'),
			phone: t('people.phone'),
			email: t('people.email'),
			superior: t('account.superior'),
			deputy: t('account.deputy'),
		},
		defaults: {
			name: person.name,
			phone: person.phone,
			email: person.email,
			superior: person.superiorId ?? '',
			deputy: person.deputyId ?? '',
		},
		// Acts without a form of their own are told of here.
		result: result?.values.intent === 'grant' ? undefined : result,
	})
	const others = personOptions(person.choices.people.filter((other) => other.id !== person.id))
	return (
		<>
			<ErrorSummary form={form} />
			{children}
			<Section id="facts" title={t('people.facts')}>
				<ActForm form={form} version={person.version} labelledBy="facts">
					<TextField name="name" width="m" autoComplete="off" />
					<TextField name="phone" type="tel" width="m" optional autoComplete="off" />
					<TextField name="email" type="email" optional autoComplete="off" />
					<SelectField name="superior" optional options={others} />
					<SelectField name="deputy" optional options={others} />
					<div className="btns">
						<SubmitButton>{t('people.save')}</SubmitButton>
					</div>
				</ActForm>
			</Section>
		</>
	)
}

/** The roles held now, each with its way out. */
export function PersonGrants({ person }: { person: PersonData }) {
	const t = useT()
	if (person.grants.length === 0) return <p className="muted">{t('people.roles.none')}</p>
	const columns = [
		{ label: t('account.role') },
		{ label: t('people.place') },
		{ label: t('account.act'), silent: true },
	]
	const fields = (grant: string) => ({ intent: 'revoke', grant, version: String(person.version) })
	return (
		<Table caption={t('people.roles.held')} columns={columns}>
			{person.grants.map((grant) => (
				<Row key={grant.id}>
					<Cell main label={t('account.role')}>
						{t(`role.${grant.role}`)}
					</Cell>
					<Cell label={t('people.place')}>{grant.place ?? t('place.branch')}</Cell>
					<Cell>
						<PostButton
							small
							fields={fields(grant.id)}
							label={t('people.revoke.label', { role: t(`role.${grant.role}`) })}
						>
							{t('people.revoke')}
						</PostButton>
					</Cell>
				</Row>
			))}
		</Table>
	)
}

export function PersonGrantForm({ person, result }: Props) {
	const t = useT()
	const form = useActForm(grantSchema, {
		intent: 'grant',
		prefix: 'grant',
		labels: { role: t('account.role'), place: t('people.place') },
		result,
	})
	return (
		<>
			<h3 className="mt4" id="grant">
				{t('people.grant')}
			</h3>
			{result?.values.intent === 'grant' ? <ErrorSummary form={form} /> : null}
			<ActForm form={form} version={person.version} labelledBy="grant">
				<SelectField name="role" options={roleOptions(t, person.choices.roles)} />
				<SelectField name="place" hint={t('people.place.hint')} options={placeOptions(t, person.choices.places)} />
				<div className="btns">
					<SubmitButton variant="plain">{t('people.grant')}</SubmitButton>
				</div>
			</ActForm>
		</>
	)
}
