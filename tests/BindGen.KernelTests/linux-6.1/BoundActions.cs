using BindGen.Runtime;
using Linux;

namespace BindGen.KernelTests;

/// <summary>What the series differ in.</summary>
internal static class BoundActions
{
    public static void Add(scoped DeviceRef<Bound> device, Action action) => device.AddBoundActionOrRun(() => action());
}
