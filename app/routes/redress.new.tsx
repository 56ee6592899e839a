import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ActBox } from '#app/components/claim/act-box.tsx'
import { MoneyField, TextField } from '#app/components/field.tsx'
import { RadioGroup } from '#app/components/field-choice.tsx'
import { FilterBar, FilterSearch } from '#app/components/filter-bar.tsx'
import { useActForm } from '#app/components/form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { newRedressQuerySchema, newRedressSchema } from '#app/domain/claim/claim.schema.ts'
import { REDRESS_BASES } from '#app/domain/claim/redress.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm, readQuery } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { invalid, respond } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { oweRedress } from '#app/usecases/claims/redress-acts.server.ts'
import { newRedressPage } from '#app/usecases/claims/redress-views.server.ts'

export const handle: PageHandle = { title: 'redress.new', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'redress.record')
	return newRedressPage(ctx, readQuery(args.request, newRedressQuerySchema).violation)
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'redress.record')
	const form = await readForm(args.request, newRedressSchema)
	if (!form.ok) return invalid(form.result)
	const { violationId, user, basis, priceYuan } = form.value
	const done = await oweRedress(ctx, { violationId, user, basis, priceFen: priceYuan })
	return respond(done, ({ id }) => paths.redressOne(id), { values: form.values })
}

export default function NewRedress() {
	const t = useT()
	const formats = useFormats()
	const { asked, violation } = useLoaderData<typeof loader>()
	const form = useActForm(newRedressSchema, {
		labels: {
			user: t('redress.new.user'),
			basis: t('redress.basis'),
			priceYuan: t('redress.act.assess.price'),
		},
		defaults: { basis: 'REFUND' },
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<PageHead
				title={t('redress.new')}
				crumbs={[{ label: t('redress.list'), to: paths.redress() }, { label: t('redress.new') }]}
			/>
			<FilterBar label={t('redress.new.find.do')}>
				<FilterSearch name="violation" label={t('redress.new.find')} value={violation?.number ?? asked} />
			</FilterBar>
			{asked && !violation ? <Note kind="warn">{t('redress.new.none')}</Note> : null}
			{violation && !violation.confirmed ? <Note kind="warn">{t('redress.new.draft')}</Note> : null}
			{violation?.confirmed ? (
				<>
					<p className="second mt3">
						{violation.number} {violation.users.length > 0 ? formats.list(violation.users) : ''}{' '}
						{violation.lossFen > 0 ? formats.money(violation.lossFen) : ''}
					</p>
					<ActBox id="new" title={t('redress.new')} form={form} hidden={{ violationId: violation.id }} seal>
						<TextField name="user" width="m" hint={t('redress.new.user.hint')} />
						<RadioGroup
							name="basis"
							options={REDRESS_BASES.map((value) => ({ value, label: t(`redress.basis.${value}`) }))}
						/>
						<MoneyField name="priceYuan" />
					</ActBox>
				</>
			) : null}
		</>
	)
}
