import type { CustomType } from './custom-type.ts';

/** Types of events that tenants made. */
export interface CustomTypeRepository {
  /** Null: no such type in this tenant. */
  find(tenantId: string, type: string): Promise<CustomType | null>;
  /** All of a tenant, by name: there are few. */
  list(tenantId: string): Promise<CustomType[]>;
  /** Makes the type, or takes the place of `before`. False: somebody else wrote meanwhile. */
  save(type: CustomType, before: CustomType | null): Promise<boolean>;
  /** Takes it away as it was seen. False: it is not that any more. */
  remove(type: CustomType): Promise<boolean>;
}
