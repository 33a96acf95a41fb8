using Concepts;

namespace BindGen.Benchmarks.Safety;

/// <summary>Memory of a device that is bound to a driver, and stays so.</summary>
internal static class BoundWindow
{
    public static Window Map()
    {
        Window? window = null;
        Unit.Create(1).Bind(new UnitDriver
        {
            Probe = unit =>
            {
                window = Window.Map(new WindowConfig { Size = uint.MaxValue }, unit, out _);
                return default;
            },
        });
        return window ?? throw new InvalidOperationException("there is no window");
    }
}
