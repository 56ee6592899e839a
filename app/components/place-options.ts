import type { Role } from '#app/domain/access.ts'
import type { T } from '#app/i18n/messages.ts'

type Choice = {
	readonly value: string
	readonly name: string
	readonly kind: 'branch' | 'county' | 'grid' | 'department' | 'dealer'
}

/** Places of a role for a select, in groups. */
export function placeOptions(t: T, places: readonly Choice[]) {
	return places.map(({ value, name, kind }) => ({
		value,
		label: kind === 'branch' ? t('place.branch') : name,
		group: t(`people.place.${kind}`),
	}))
}

export function roleOptions(t: T, roles: readonly Role[]) {
	return roles.map((role) => ({ value: role, label: t(`role.${role}`) }))
}

export function personOptions(
	people: readonly { readonly id: string; readonly name: string; readonly login: string }[],
) {
	return people.map(({ id, name, login }) => ({ value: id, label: `${name} ${login}` }))
}
