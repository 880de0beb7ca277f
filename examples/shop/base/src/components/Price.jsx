const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });

/** An amount of pence as pounds. */
export function Price({ amount }) {
  return <span className="price">{pounds.format(amount / 100)}</span>;
}
