import { Link } from '@remix-run/react'
import type { ClockKind } from '#app/domain/clock.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'

/** The name of a clock in a list, leading to the page that says why its date is what it is. */
export function ClockName({ clock }: { clock: { readonly id: string; readonly kind: ClockKind } }) {
	const t = useT()
	return <Link to={paths.clock(clock.id)}>{t(`clock.${clock.kind}`)}</Link>
}
