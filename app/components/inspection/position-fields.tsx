import { useEffect, useState } from 'react'

/**
 * Where the phone is when a visit begins, as three hidden fields. Nothing is asked of a browser that has not been
 * given leave before, and without scripts or leave the fields stay empty.
 */
export function PositionFields() {
	const [at, setAt] = useState<GeolocationCoordinates | null>(null)
	useEffect(() => {
		let alive = true
		async function look(): Promise<void> {
			if (!('geolocation' in navigator) || !('permissions' in navigator)) return
			const leave = await navigator.permissions.query({ name: 'geolocation' })
			if (leave.state === 'denied') return
			navigator.geolocation.getCurrentPosition(
				(found) => {
					if (alive) setAt(found.coords)
				},
				() => undefined,
				{ enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
			)
		}
		look().catch(() => undefined)
		return () => {
			alive = false
		}
	}, [])
	return (
		<>
			<input type="hidden" name="latitude" value={at ? at.latitude.toFixed(6) : ''} />
			<input type="hidden" name="longitude" value={at ? at.longitude.toFixed(6) : ''} />
			<input type="hidden" name="accuracyM" value={at ? at.accuracy.toFixed(0) : ''} />
		</>
	)
}
