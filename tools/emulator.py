# keepwatch-emulator: moto, an AWS of the loopback interface, served by waitress; its own server writes two Date headers,
# at which the CDK command line stumbles. Prints its port, then serves. usage: emulator.py PORT [attached]
# PORT 0: any that is free. attached: ends when its standard input does, so that it never survives who started it.
import os
import sys
import threading

from moto.cloudformation import responses
from moto.server import DomainDispatcherApplication, create_backend_app
from waitress.server import create_server


def end_with_input():
    sys.stdin.buffer.read()
    os._exit(0)


if "attached" in sys.argv:
    threading.Thread(target=end_with_input, daemon=True).start()
# A template goes back to the CDK in XML, where moto writes it as it is; one with "<" in it would not be XML.
responses.GET_TEMPLATE_RESPONSE_TEMPLATE = responses.GET_TEMPLATE_RESPONSE_TEMPLATE.replace(
    "{{ stack_template }}", "{{ stack_template | e }}"
)
application = DomainDispatcherApplication(create_backend_app)


def decoded_once(environ, start_response):
    # moto decodes a path that waitress has decoded already: a key that holds "%20" would become one with a blank.
    environ["PATH_INFO"] = environ["PATH_INFO"].replace("%", "%25")
    return application(environ, start_response)


server = create_server(decoded_once, host="127.0.0.1", port=int(sys.argv[1]), threads=8)
print(server.effective_port, flush=True)
server.run()
