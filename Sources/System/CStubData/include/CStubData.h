#ifndef KIOSQUE_CSTUBDATA_H
#define KIOSQUE_CSTUBDATA_H

// Nothing to call: that the target is linked is what it is for (StubData.c).

#endif
