/// Who the members of the cluster are: everyone who needs to know asks here, nobody the settings.
@NullMarked
package io.quorate.service.membership;

import org.jspecify.annotations.NullMarked;
