namespace SemCom;

/// <summary>A rule that sees all cells and chooses for all: a rival with more knowledge than any cell has.</summary>
public interface ICellRule
{
    /// <summary>Name in tables.</summary>
    string Name { get; }

    /// <summary>Action of each cell.</summary>
    int[] Decide(CellScenario scenario, CellSlot slot);
}
