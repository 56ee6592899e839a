import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { DateField } from '#app/components/date-field.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { MoneyField, TextField } from '#app/components/field.tsx'
import { CheckField, RadioGroup } from '#app/components/field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '#app/components/form.tsx'
import { ConsequenceList } from '#app/components/gate.tsx'
import { DepositNow } from '#app/components/ledger/standing.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { DEPOSIT_ACTS, depositSchema } from '#app/domain/ledger/ledger.schema.ts'
import { requireActor } from '#app/http/actor.server.ts'
import { readForm } from '#app/http/forms.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { invalid, respond, valueOrThrow } from '#app/http/respond.server.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { postDeposit } from '#app/usecases/ledger/deposit.server.ts'
import { depositForm } from '#app/usecases/ledger/views.server.ts'

export const handle: PageHandle = { title: 'deposit.title', width: 'form' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'ledger.deposit')
	return { ...valueOrThrow(await depositForm(ctx, idOf(args))), today: ctx.today }
}

export async function action(args: ActionFunctionArgs) {
	const ctx = await requireActor(args, 'ledger.deposit')
	const dealerId = idOf(args)
	const form = await readForm(args.request, depositSchema)
	if (!form.ok) return invalid(form.result)
	const { kind, amountYuan, voucher, postedOn } = form.value
	const key = form.values.idempotencyKey
	const done = await postDeposit(ctx, {
		dealerId,
		kind,
		amountFen: amountYuan,
		voucher,
		postedOn,
		idempotencyKey: typeof key === 'string' && key !== '' ? key : ctx.newId(),
	})
	return respond(done, ({ txnId }) => `${paths.dealer(dealerId)}?posted=${txnId}`, { values: form.values })
}

export default function DealerDeposit() {
	const t = useT()
	const { dealer, deposit, idempotencyKey, today } = useLoaderData<typeof loader>()
	const form = useActForm(depositSchema, {
		labels: {
			kind: t('deposit.kind'),
			amountYuan: t('deposit.amount'),
			voucher: t('deposit.voucher'),
			postedOn: t('deposit.posted-on'),
			confirm: t('deposit.confirm'),
		},
		defaults: { postedOn: today },
		result: useActionData<typeof action>(),
	})
	return (
		<>
			<ErrorSummary form={form} />
			<PageHead
				title={t('deposit.title')}
				lead={t('deposit.lead')}
				crumbs={[
					{ label: t('register.dealers'), to: paths.dealers() },
					{ label: dealer.name, to: paths.dealer(dealer.id) },
					{ label: t('deposit.title') },
				]}
			/>
			<Section id="now" title={t('ledger.deposit.now')}>
				<DepositNow deposit={deposit} />
			</Section>
			<Section id="then" title={t('deposit.then')}>
				<ConsequenceList
					items={[
						{ icon: 'ledger', text: t('deposit.then.posted') },
						{ icon: 'lock', text: t('deposit.then.fixed') },
					]}
				/>
			</Section>
			<Section id="post" title={t('deposit.post')}>
				<ActForm form={form} idempotencyKey={idempotencyKey} labelledBy="post" guard>
					<RadioGroup
						name="kind"
						options={DEPOSIT_ACTS.map((kind) => ({
							value: kind,
							label: t(`ledger.kind.${kind}`),
							hint: t(`deposit.kind.${kind}`),
						}))}
					/>
					<MoneyField name="amountYuan" />
					<TextField name="voucher" width="m" hint={t('deposit.voucher.hint')} />
					<DateField name="postedOn" />
					<CheckField name="confirm" />
					<div className="btns mt4">
						<SubmitButton>{t('deposit.do')}</SubmitButton>
						<Link to={paths.dealer(dealer.id)}>{t('deposit.back')}</Link>
					</div>
				</ActForm>
			</Section>
		</>
	)
}
