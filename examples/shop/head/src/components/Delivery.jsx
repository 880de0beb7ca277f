import moment from 'moment';

const WORKING_DAYS = 3;

function deliveryDate(today) {
  const date = moment(today);
  for (let days = 0; days < WORKING_DAYS; ) {
    date.add(1, 'day');
    if (date.isoWeekday() <= 5) days += 1;
  }
  return date;
}

export function Delivery() {
  const date = deliveryDate(new Date());
  return (
    <p className="delivery">
      Ordered today, at your door {date.fromNow()}, by {date.format('dddd D MMMM')}.
    </p>
  );
}
