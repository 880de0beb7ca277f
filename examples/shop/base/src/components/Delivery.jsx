const WORKING_DAYS = 3;

const spelled = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });

function deliveryDate(today) {
  const date = new Date(today);
  for (let days = 0; days < WORKING_DAYS; ) {
    date.setDate(date.getDate() + 1);
    if (date.getDay() !== 0 && date.getDay() !== 6) days += 1;
  }
  return date;
}

export function Delivery() {
  return <p className="delivery">Ordered today, at your door by {spelled.format(deliveryDate(new Date()))}.</p>;
}
