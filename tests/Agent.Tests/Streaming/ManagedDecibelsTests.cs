namespace SemCom.Agents.Tests;

public sealed class ManagedDecibelsTests
{
    [Fact]
    public void AreTheSameAsTheLibrarys()
    {
        for (var db = -60.0; db < 70; db += 0.37)
        {
            Assert.Equal(1, ManagedDecibels.ToLinear(db) / Decibels.ToLinear(db), 1e-13);
            Assert.Equal(db, ManagedDecibels.FromLinear(Decibels.ToLinear(db)), 1e-12);
        }
    }
}
