import { useQuery } from '@tanstack/react-query';
import { customerQuery } from './customer.ts';
import { useMay } from './me.ts';

/** The name of a customer; its reference until it is there, or for whoever may not read customers. */
export const CustomerName = ({ customer }: { customer: string }) => {
  const { data } = useQuery({ ...customerQuery(customer), enabled: useMay('customers:read') });
  return <bdi title={customer}>{data?.name ?? customer}</bdi>;
};
