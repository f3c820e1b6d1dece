import { storeContract } from './contract.ts';
import { openInFolder } from './files.ts';

storeContract('a store in a SQLite file', openInFolder);
