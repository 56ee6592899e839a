/** How an outlet is visited (domain 2.1, 10). */
export const INSPECTION_TYPES = ['PATROL', 'OPEN', 'MYSTERY', 'ONLINE', 'CAMPAIGN', 'RECHECK'] as const
export type InspectionType = (typeof INSPECTION_TYPES)[number]
