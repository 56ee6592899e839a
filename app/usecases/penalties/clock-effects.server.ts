import type { ClockEffect } from '../sweep/clock-effect.ts'

export const clockEffects: readonly ClockEffect[] = []
