export type LadderRule = 'absence.order' | 'absence.past' | 'absence.overlap' | 'absence.self' | 'absence.deputy'
