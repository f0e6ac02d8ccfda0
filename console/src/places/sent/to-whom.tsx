import { useQuery } from '@tanstack/react-query';
import { CustomerName } from '../../parts/customer-name.tsx';
import { personQuery } from './queries.ts';

/** The customer whose person a message is to; else their reference in the books, or that of the chat. */
export const ToWhom = ({ conversationId }: { conversationId: string }) => {
  const { data } = useQuery(personQuery(conversationId));
  const [customer] = data?.customerRefs ?? [];
  if (customer === undefined) return <bdi>{data?.contactRef ?? conversationId}</bdi>;
  return <CustomerName customer={customer} />;
};
