// Every function here takes and returns blittable values only: without the runtime's marshalling, calls need no stub
// that is compiled at run time.
[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
